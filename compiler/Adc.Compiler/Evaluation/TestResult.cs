using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation;

/// <summary>What the test data says of a model.</summary>
/// <param name="DataName">The data file without its folder.</param>
/// <param name="Rows">Rows that ran.</param>
/// <param name="Clips">What the scored clips are; null for other tasks.</param>
/// <param name="ClassNames">Of a classifier; else empty.</param>
/// <param name="MaxFalsePositiveRate">Up to where the partial AUC goes.</param>
/// <param name="Columns">In the order float, int8, mvp, board.</param>
/// <param name="Differences">Of each column from the one before it.</param>
/// <param name="OwnFigures">What the program of <c>evaluator</c> answered.</param>
public sealed record TestResult(
    string DataName, ModelTask Task, int Rows, AnomalyClips? Clips, Sequence<string> ClassNames, double MaxFalsePositiveRate, Sequence<ColumnResult> Columns,
    Sequence<OutputDifference> Differences, Sequence<NamedFigure> OwnFigures)
{
    public ColumnResult? Of(ReferenceColumn column) => Columns.FirstOrDefault(result => result.Column == column);

    /// <summary>What the target computes, over all rows: mvp, or int8 without it; null for neither.</summary>
    public ColumnResult? OfTarget => Columns.LastOrDefault(result => result.Column is ReferenceColumn.Int8 or ReferenceColumn.Mvp);

    /// <summary>What the accelerator changes; null without that column, or without int8 to compare with.</summary>
    public OutputDifference? OfAccelerator =>
        Differences.FirstOrDefault(difference => difference is { Expected: ReferenceColumn.Int8, Actual: ReferenceColumn.Mvp });
}

/// <param name="Metrics">Null for the task none, and without labels.</param>
/// <param name="Rows">Rows that ran: the first ones, where the column does not run all.</param>
public sealed record ColumnResult(ReferenceColumn Column, ColumnMetrics? Metrics, int Rows)
{
    /// <summary>As it stands in reports: "float", "int8", "mvp", "board".</summary>
    public string Name => Column.ToString().ToLowerInvariant();
}
