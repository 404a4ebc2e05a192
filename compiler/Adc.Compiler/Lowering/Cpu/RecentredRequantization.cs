namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Requantization of sums less a centre: the kernel starts at bias - Centre, and then takes the constants.</summary>
/// <remarks>
/// What the centre moves, the addend makes up for; so the centre chooses the fraction that the addend has to round. It is 0 where the
/// sums as they are have constants. Where it is not 0, the constants are one-sided.
/// </remarks>
internal readonly record struct RecentredRequantization(FastRequantization Constants, int Centre)
{
    /// <summary>What the kernel computes for a sum that has the whole bias in it.</summary>
    public int Apply(int sum, int shift, int low, int high, int sumShift = FastRequantization.SumShift) =>
        Constants.Apply(sum - Centre, shift, low, high, sumShift);
}
