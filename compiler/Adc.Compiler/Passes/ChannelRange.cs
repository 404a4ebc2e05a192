namespace Adc.Compiler.Passes;

/// <summary>Smallest and largest value of a channel, in the integers of its tensor or of a sum.</summary>
internal readonly record struct ChannelRange(long Low, long High)
{
    /// <summary>Anything that int8 can hold.</summary>
    public static ChannelRange Any { get; } = new(sbyte.MinValue, sbyte.MaxValue);

    public bool IsConstant => Low == High;

    public static ChannelRange operator +(ChannelRange a, ChannelRange b) => new(a.Low + b.Low, a.High + b.High);

    public static ChannelRange operator *(ChannelRange range, long factor) =>
        factor >= 0 ? new(range.Low * factor, range.High * factor) : new(range.High * factor, range.Low * factor);

    /// <summary>The same range and zero.</summary>
    public ChannelRange OrZero() => new(Math.Min(Low, 0), Math.Max(High, 0));

    public ChannelRange Plus(long addend) => new(Low + addend, High + addend);
}
