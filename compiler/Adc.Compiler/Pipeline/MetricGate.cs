using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;

namespace Adc.Compiler.Pipeline;

/// <summary>Holds what quantization and accelerator may cost in AUC or accuracy: <c>quantization.max_loss</c>, <c>compare.metric_drop</c>.</summary>
internal static class MetricGate
{
    // Sums of shares differ in their last bits.
    private const double Rounding = 1e-9;

    public static void Hold(TestResult result, ModelConfig config, DiagnosticBag diagnostics)
    {
        if (config.Quantization.MaxLoss is { } loss)
        {
            Hold(result, ReferenceColumn.Float, ReferenceColumn.Int8, loss, Catalogue.MetricLost, config, diagnostics);
        }

        Hold(result, ReferenceColumn.Int8, ReferenceColumn.Mvp, config.Compare.MetricDrop, Catalogue.MetricDropped, config, diagnostics);
    }

    private static void Hold(
        TestResult result, ReferenceColumn former, ReferenceColumn latter, Setting<double> limit, DiagnosticDescriptor descriptor, ModelConfig config, DiagnosticBag diagnostics)
    {
        if (result.Of(former)?.Metrics is not { } before || result.Of(latter)?.Metrics is not { } after)
        {
            return;
        }

        foreach (((string name, double value), (_, double found)) in before.Guarded.Zip(after.Guarded))
        {
            if (value - found > limit.Value + Rounding)
            {
                Diagnostic diagnostic = Diagnostic.Create(
                    descriptor, limit.Origin, name, Digits(value), Digits(found), limit.Value.ToString(CultureInfo.InvariantCulture));
                diagnostics.Add(config.Compare.OnFail.Value == FailPolicy.Error ? diagnostic : diagnostic with { Severity = Severity.Warning });
            }
        }
    }

    private static string Digits(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);
}
