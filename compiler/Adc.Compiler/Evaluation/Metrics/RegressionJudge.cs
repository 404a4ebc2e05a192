using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Judges outputs by their distance from expected ones.</summary>
internal sealed class RegressionJudge : TaskJudge
{
    private readonly float[] expected;
    private readonly int outputs;

    private RegressionJudge(float[] expected, int outputs) => (this.expected, this.outputs) = (expected, outputs);

    public override ModelTask Task => ModelTask.Regression;

    public static TaskJudge? For(ModelConfig config, Sequence<int> rows, TestLabels labels, int outputs, DiagnosticBag diagnostics)
    {
        Sequence<float>? vectors = labels.Vectors ?? (outputs == 1 ? labels.Classes?.Select(number => (float)number).ToSequence() : null);
        return vectors is null
            ? Refuse(config, ModelTask.Regression, diagnostics)
            : new RegressionJudge([.. rows.SelectMany(row => Enumerable.Range(row / labels.RowsPerLabel * outputs, outputs).Select(index => vectors[index]))], outputs);
    }

    public override RowMeter NewMeter() => new RegressionErrors(expected, outputs);

    public override ColumnMetrics Metrics(ReferenceColumn column, RowMeter meter) => ((RegressionErrors)meter).Metrics();
}
