using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Requantization of all output channels of a convolution with one shift, proven exact for every sum of each.</summary>
/// <param name="Channels">One per output channel.</param>
/// <param name="Shift">Right shift after the high product, the same for all channels.</param>
internal sealed record ChannelRequantizations(RecentredRequantization[] Channels, int Shift)
{
    public bool IsTwoSided { get; } = Channels.Any(one => !one.Constants.IsOneSided);

    /// <summary>Constants for the first of some shifts for which every channel has them.</summary>
    /// <param name="sumShift">The kernel holds its sums 2^sumShift-fold.</param>
    /// <param name="shifts">From the largest shift that keeps all bits of the multipliers: the shifts that may be tried.</param>
    public static ChannelRequantizations? Find(Conv2DNumbers numbers, Rounding rounding, int sumShift, Func<int, IEnumerable<int>> shifts)
    {
        QuantizedMultiplier[] multipliers = [.. Enumerable.Range(0, numbers.Channels).Select(numbers.MultiplierOf)];
        (long Lowest, long Highest)[] reach = [.. Enumerable.Range(0, numbers.Channels).Select(numbers.Reach)];
        if (reach.Any(range => range.Lowest < int.MinValue || range.Highest > int.MaxValue))
        {
            return null;
        }

        RecentredRequantization? Of(int channel, int shift) => FastRequantization.FindRecentred(
            multipliers[channel], rounding, numbers.OutputZeroPoint, numbers.Low, numbers.High,
            (int)reach[channel].Lowest, (int)reach[channel].Highest, shift, sumShift);

        // Channels of one output go along with any shift.
        int[] changing = [.. Enumerable.Range(0, numbers.Channels).Where(channel => Output(channel, reach[channel].Lowest) != Output(channel, reach[channel].Highest))];
        int widest = changing.Length == 0 ? 0 : changing.Min(channel => FastRequantization.PreferredShift(multipliers[channel], sumShift));
        foreach (int shift in shifts(widest))
        {
            RecentredRequantization?[] found = [.. Enumerable.Range(0, numbers.Channels).Select(channel => Of(channel, shift)).TakeWhile(one => one is not null)];
            if (found.Length == numbers.Channels)
            {
                return new([.. found.Select(one => one!.Value)], shift);
            }
        }

        return null;

        long Output(int channel, long sum) =>
            Math.Clamp((long)multipliers[channel].Apply((int)sum, rounding) + numbers.OutputZeroPoint, numbers.Low, numbers.High);
    }

    /// <summary>Whatever the inputs are, the channel's output is the same: its weights need not be looked at.</summary>
    public bool IsConstant(int channel) => Channels[channel].Constants.Multiplier == 0;

    /// <summary>What the kernel's sum of plain products starts from.</summary>
    public int StartingSum(Conv2DNumbers numbers, int channel) =>
        IsConstant(channel) ? 0 : (int)(numbers.FoldedBias(channel) - Channels[channel].Centre);

    /// <summary>Multiplier, addend and, where some channel is two-sided, the addend of negative sums.</summary>
    public IEnumerable<uint> Record(int channel)
    {
        FastRequantization one = Channels[channel].Constants;
        return unchecked(IsTwoSided
            ? [(uint)one.Multiplier, (uint)one.Addend, (uint)one.AddendNegative]
            : (uint[])[(uint)one.Multiplier, (uint)one.Addend]);
    }
}
