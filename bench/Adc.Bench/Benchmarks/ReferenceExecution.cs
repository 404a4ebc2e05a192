using Adc.Compiler.Ir;
using Adc.Simulator.Reference;

namespace Adc.Bench.Benchmarks;

/// <summary>The integer reference, one inference after the other.</summary>
internal static class ReferenceExecution
{
    public static Figure Measure(BenchModel model, Network? network)
    {
        var executor = new ReferenceExecutor(model.Imported, new ReferenceEvaluator(Rounding.Tflm));
        TensorType[] types = [.. model.Imported.Inputs.Select(model.Imported.TypeOf)];
        TensorValue[][] rows = [.. model.Rows.Select(row => row.Select((value, index) => new TensorValue(types[index], value)).ToArray())];
        double perSecond = CpuTime.PerSecond(rows.Length, () => executor.RunRows(rows, threads: 1));
        return new Figure(
            $"{network?.Name ?? model.Name}: reference", 1000 / perSecond, "ms", network?.ReferenceInMilliseconds, network?.OthersReferenceInMilliseconds,
            network is null ? "" : "TFLM's reference kernels", Decimals: 3);
    }
}
