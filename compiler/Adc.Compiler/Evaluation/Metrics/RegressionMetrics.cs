namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>How far outputs are from expected ones.</summary>
/// <param name="MeanAbsoluteError">In units of the output.</param>
/// <param name="RootMeanSquaredError">Likewise.</param>
/// <param name="R2">Share of the variance that is explained; null when the expected values do not vary.</param>
public sealed record RegressionMetrics(double MeanAbsoluteError, double RootMeanSquaredError, double? R2) : ColumnMetrics
{
    public override IEnumerable<(string Name, double Value)> Guarded => R2 is double r2 ? [("R2", r2)] : [];
}
