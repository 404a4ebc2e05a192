namespace Adc.Compiler.Lowering.Mvp;

/// <summary>Differences between an accelerator layer and the integer reference, each row fed with exact input.</summary>
/// <param name="MaxAbsLsb">Largest difference in output steps.</param>
/// <param name="MeanAbsLsb">Mean difference in output steps.</param>
/// <param name="ExactRatio">Share of equal values.</param>
/// <param name="Analysis">Where the differences come from, for programs whose arithmetic has been analysed.</param>
public sealed record LayerError(
    int MaxAbsLsb, double MeanAbsLsb, double ExactRatio, ErrorAnalysis? Analysis = null);

/// <summary>Where the differences of a layer come from, and how large they can be.</summary>
/// <param name="Split">What each stage of the arithmetic adds to the mean difference, in output steps.</param>
/// <param name="BoundLsb">No difference can be larger, on these rows and wherever the sums stay within theirs.</param>
/// <param name="BoundSplit">The same before it is cut to whole steps and to the range of outputs.</param>
/// <param name="WorstCaseLsb">No difference can be larger, whatever the input.</param>
public sealed record ErrorAnalysis(ErrorSplit Split, int BoundLsb, ErrorSplit BoundSplit, int WorstCaseLsb);

/// <summary>An error in output steps by the stage of the arithmetic that it comes from.</summary>
/// <remarks>Shares of a measured error are negative where a stage happens to undo what another one did.</remarks>
/// <param name="Accumulation">Sums of products in half precision. Inputs and weights are exact in it.</param>
/// <param name="Constants">Multiplier, and bias with zero points, converted to half precision.</param>
/// <param name="Rounding">The last sum in half precision, the store as an integer, and the rounding of the reference itself.</param>
public sealed record ErrorSplit(double Accumulation, double Constants, double Rounding)
{
    public double Total => Accumulation + Constants + Rounding;
}
