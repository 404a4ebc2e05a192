using Adc.Compiler.Ir;
using Adc.Simulator.Mvp;

namespace Adc.Bench.Benchmarks;

/// <summary>The simulated accelerator on many rows in lockstep, as whole test sets are evaluated.</summary>
internal sealed class BatchSimulator : IBenchmark
{
    /// <summary>What whole test sets need: inferences of anomaly detection per second and core.</summary>
    public const double Limit = 200;

    public BenchResult Measure(BenchModel model)
    {
        var executor = new MvpModelExecutor(model.Plan, Rounding.Tflm, MvpSimulatorOptions.Default);
        double value = CpuTime.PerSecond(model.Rows.Count, () => executor.RunAll(model.Rows, CancellationToken.None));
        return new BenchResult($"MVP simulator, {model.Rows.Count} rows at once", value, "inferences/s", Limit, IsLimit: true);
    }
}
