using Adc.Compiler.Ir;
using Adc.Simulator.Mvp;

namespace Adc.Bench.Benchmarks;

/// <summary>The simulated accelerator on many rows in lockstep, as whole test sets are evaluated.</summary>
internal static class BatchSimulator
{
    /// <summary>What whole test sets of anomaly detection need: 200 inferences a second and core.</summary>
    private const double LimitInMilliseconds = 5;

    public static Figure Measure(BenchModel model, Network? network)
    {
        var executor = new MvpModelExecutor(model.Plan, Rounding.Tflm, MvpSimulatorOptions.Default);
        double perSecond = CpuTime.PerSecond(model.Rows.Count, () => executor.RunAll(model.Rows, CancellationToken.None));
        return new Figure(
            $"{network?.Name ?? model.Name}: accelerator, {model.Rows.Count} rows at once", 1000 / perSecond, "ms", network?.Name == "AD" ? LimitInMilliseconds : null, Decimals: 3);
    }
}
