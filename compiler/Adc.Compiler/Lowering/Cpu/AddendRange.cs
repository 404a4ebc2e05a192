namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The addends with which a multiplier requantizes exactly; none where Least exceeds Most.</summary>
internal readonly record struct AddendRange(long Least, long Most)
{
    // Leaves room for the high product, which is below 2^30, inside 32 bits.
    private const long Limit = (1L << 30) - 1;

    public static AddendRange All { get; } = new(-Limit, Limit);

    public AddendRange And(AddendRange other) => new(Math.Max(Least, other.Least), Math.Min(Most, other.Most));

    public int? Nearest(long wanted) => Least > Most ? null : (int)Math.Clamp(wanted, Least, Most);
}
