using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;

namespace Adc.Compiler.Pipeline;

/// <summary>Holds <c>compare.metric_drop</c>: what the accelerator may cost in AUC or accuracy.</summary>
internal static class MetricGate
{
    // Sums of shares differ in their last bits.
    private const double Rounding = 1e-9;

    public static void Hold(TestResult result, ModelConfig config, DiagnosticBag diagnostics)
    {
        if (result.Of(ReferenceColumn.Int8)?.Metrics is not { } exact || result.Of(ReferenceColumn.Mvp)?.Metrics is not { } accelerated)
        {
            return;
        }

        Setting<double> limit = config.Compare.MetricDrop;
        foreach (((string name, double before), (_, double after)) in exact.Guarded.Zip(accelerated.Guarded))
        {
            if (before - after > limit.Value + Rounding)
            {
                Diagnostic diagnostic = Diagnostic.Create(
                    Catalogue.MetricDropped, limit.Origin, name, Digits(before), Digits(after), limit.Value.ToString(CultureInfo.InvariantCulture));
                diagnostics.Add(config.Compare.OnFail.Value == FailPolicy.Error ? diagnostic : diagnostic with { Severity = Severity.Warning });
            }
        }
    }

    private static string Digits(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);
}
