using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Pipeline;
using Adc.Tests.Configuration;

namespace Adc.Tests.Pipeline;

public sealed class MetricGateTests
{
    [Fact]
    public void A_metric_that_falls_too_far_on_the_accelerator_is_an_error()
    {
        Diagnostic found = Assert.Single(Hold(0.9, 0.88, "compare: { metric_drop: 0.015 }"));
        Assert.Equal(
            "ad.yaml(3,27): error ADC8005: AUC falls from 0.90000 (int8) to 0.88000 (mvp), by more than compare.metric_drop allows (0.015)", found.ToString());
        Assert.Equal(ExitCodes.ComparisonFailed, ExitCodes.Of(found.Code));
    }

    [Fact]
    public void So_is_one_that_falls_too_far_by_quantization()
    {
        string found = Assert.Single(Hold(0.9, 0.9, "quantization: { max_loss: 0.02 }", real: 0.95)).ToString();
        Assert.Equal(
            "ad.yaml(3,29): error ADC8001: AUC falls from 0.95000 (float) to 0.90000 (int8), by more than quantization.max_loss allows (0.02)", found);
        Assert.Empty(Hold(0.9, 0.9, "quantization: { max_loss: 0.05 }", real: 0.95));
        Assert.Empty(Hold(0.9, 0.9, "compare: { metric_drop: 0.01 }", real: 0.99));
    }

    [Fact]
    public void Or_a_warning() =>
        Assert.Equal(Severity.Warning, Assert.Single(Hold(0.9, 0.88, "compare: { metric_drop: 0.01, on_fail: warn }")).Severity);

    [Theory]
    [InlineData(0.9, 0.89)] // exactly what is allowed
    [InlineData(0.9, 0.95)]
    [InlineData(null, null)]
    public void A_metric_that_holds_or_is_undefined_is_none(double? int8, double? mvp) => Assert.Empty(Hold(int8, mvp, "compare: { metric_drop: 0.01 }"));

    private static IReadOnlyList<Diagnostic> Hold(double? int8, double? mvp, string keys, double? real = null)
    {
        var diagnostics = new DiagnosticBag();
        static AnomalyMetrics Metrics(double? auc) => new([], auc, auc, [], null, null);
        MetricGate.Hold(
            new TestResult(
                "x.npy", ModelTask.Anomaly, 1, null, [], 0.1,
                [new ColumnResult(ReferenceColumn.Float, Metrics(real), 1), new ColumnResult(ReferenceColumn.Int8, Metrics(int8), 1), new ColumnResult(ReferenceColumn.Mvp, Metrics(mvp), 1)], [], []),
            ReadConfig.Model(keys), diagnostics);
        return diagnostics.All;
    }
}
