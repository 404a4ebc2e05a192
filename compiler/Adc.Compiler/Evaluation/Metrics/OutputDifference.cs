using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>How far the outputs of one column are from those of the column before, in steps of the quantized output.</summary>
/// <param name="ExactRatio">Share of values less than half a step away, which for quantized columns means equal.</param>
/// <param name="WithinOneRatio">Share at most one step away.</param>
/// <param name="Cosine">Of the angle between all outputs of the two; null when one is zero throughout.</param>
/// <param name="SignalToNoiseInDb">Null when the columns are equal.</param>
/// <param name="Histogram">Values by their signed difference, as many below zero as above; the outermost hold all that are further off.</param>
/// <param name="Worst">The rows with the largest differences, the worst first.</param>
public sealed record OutputDifference(
    ReferenceColumn Expected, ReferenceColumn Actual, int Rows, double MaxAbsLsb, double MeanAbsLsb, double ExactRatio, double WithinOneRatio,
    double? Cosine, double? SignalToNoiseInDb, Sequence<long> Histogram, Sequence<WorstRow> Worst)
{
    /// <summary>Values at a distance of so many steps, to either side.</summary>
    public long AtDistance(int steps) =>
        steps == 0 ? Histogram[Histogram.Count / 2] : Histogram[(Histogram.Count / 2) - steps] + Histogram[(Histogram.Count / 2) + steps];
}

/// <param name="Row">Place in the data.</param>
public sealed record WorstRow(int Row, double MaxAbsLsb, double MeanAbsLsb);
