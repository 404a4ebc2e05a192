namespace Adc.Compiler.Lowering.Mvp;

/// <summary>How far a fully connected layer on the accelerator can be from the integer reference, in output steps.</summary>
/// <remarks>
/// With S the exact sum, |S| ≤ R, m the multiplier and c the late constant, and ^ for values in half precision, an output differs by at most
/// <code>
/// D m^  +  R |m^ − m| + |c^ − c|  +  r(largest output) + 1/2 + 3/4
/// </code>
/// accumulation, constants, rounding. D follows the n terms of a sum: D_k = D_(k−1) + r(R_k + D_(k−1)), where R_k is the largest sum after k
/// terms and r(v) = 2^-11 of the power of two at or below v is the largest error of rounding a number up to v; up to 2^11 sums are whole
/// and exact. Hence D ≤ n 2^-11 R, nearly. What lies beyond the range of outputs saturates, so that the last sum counts as no larger than it.
/// 1/2 is the store as an integer, 3/4 the reference's own distance from real numbers: it rounds twice. If each product is rounded
/// before it is added, r of the product is added at each step and at the last sum.
/// </remarks>
internal sealed class FullyConnectedBound(FullyConnectedOperands layer, IMvpNumerics numerics)
{
    private const double Store = 0.5, Reference = 0.75;

    /// <summary>The bound of the output that has the largest.</summary>
    /// <param name="reach">One per output.</param>
    public ErrorSplit Largest(IReadOnlyList<SumReach> reach) => Enumerable.Range(0, layer.Outputs).Select(output => Of(output, reach[output])).MaxBy(split => split.Total)!;

    /// <summary>The most whole steps that two outputs can differ by.</summary>
    public int InSteps(ErrorSplit bound) => (int)Math.Min(bound.Total, layer.Numbers.High - layer.Numbers.Low);

    private ErrorSplit Of(int output, SumReach sum)
    {
        double exact = layer.Multiplier(output), multiplier = (double)HalfPrecision.Round(layer.Scale(output)) * HalfPrecision.SumScale;
        double constant = layer.LateConstant(output);
        double largestOutput = layer.OutputForm == BufferForm.Unsigned ? byte.MaxValue : sbyte.MaxValue;
        double product = numerics.RoundsProducts ? HalfPrecision.LargestRounding((sum.Largest + sum.Deviation) * multiplier) : 0;
        return new ErrorSplit(
            sum.Deviation * multiplier,
            (sum.Largest * Math.Abs(multiplier - exact)) + Math.Abs((double)HalfPrecision.Round(constant) - constant),
            product + HalfPrecision.LargestRounding(largestOutput) + Store + Reference);
    }
}
