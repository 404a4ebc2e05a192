using System.Globalization;
using Adc.Compiler.Ir;
using Adc.Simulator.Reference;

namespace Adc.Bench.Benchmarks;

/// <summary>The integer reference, one inference after the other.</summary>
internal sealed class ReferenceExecution : IBenchmark
{
    public BenchResult Measure(BenchModel model)
    {
        var executor = new ReferenceExecutor(model.Graph, new ReferenceEvaluator(Rounding.Tflm));
        TensorType[] types = [.. model.Graph.Inputs.Select(model.Graph.TypeOf)];
        TensorValue[][] rows = [.. model.Rows.Select(row => row.Select((value, index) => new TensorValue(types[index], value)).ToArray())];
        double value = CpuTime.PerSecond(rows.Length, () => executor.RunRows(rows, threads: 1));
        string each = string.Create(CultureInfo.InvariantCulture, $"  {1000 / value:N3} ms each");
        return new BenchResult("reference executor", value, "inferences/s", BatchSimulator.Limit, Remark: each);
    }
}
