using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Simulator.Mvp;
using Adc.Simulator.Reference;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>A graph lowered for the accelerator and planned, with the rows that judged its layers.</summary>
internal sealed record AcceleratedModel(PlannedModel Plan, Calibration Calibration, DiagnosticBag Diagnostics)
{
    public LoweredModel Lowered => Plan.Lowered;

    public IEnumerable<ProgramCall> Programs => Lowered.Steps.Select(step => step.Call).OfType<ProgramCall>();

    /// <param name="isFromData">Take the rows for real data, whose means are worth subtracting.</param>
    public static AcceleratedModel Of(Graph graph, AcceleratorOptions? options = null, bool isFromData = false, int rows = 16, int seed = 1) =>
        Of(graph, options ?? AcceleratorOptions.Default, new Calibration(Exact(graph, rows, seed), isFromData), MvpSimulatorOptions.Default);

    public static AcceleratedModel Of(Graph graph, AcceleratorOptions options, Calibration calibration, MvpSimulatorOptions simulator)
    {
        var diagnostics = new DiagnosticBag();
        var support = new AcceleratorSupport(options, new MvpNumerics(simulator), calibration);
        LoweredModel lowered = Lowerer.Lower(graph, new LoweringOptions(), new ReferenceEvaluator(Rounding.Tflm), diagnostics, support)
            ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
        return new AcceleratedModel(MemoryPlanner.Plan(lowered, new MemoryOptions()), calibration, diagnostics);
    }

    /// <summary>Differences of an accelerated layer from exact outputs, every row fed with exact input.</summary>
    public int[] Differences(LoweredLayer layer, IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> exact, MvpSimulatorOptions? simulator = null)
    {
        var executor = new MvpModelExecutor(Plan, Rounding.Tflm, simulator ?? MvpSimulatorOptions.Default);
        return [.. executor.RunLayer(layer, exact)
            .Zip(exact, (have, row) => have.ToArray<sbyte>().Zip(row[layer.Node.Output].ToArray<sbyte>(), (a, b) => Math.Abs(a - b))).SelectMany(row => row)];
    }

    /// <summary>All tensors of seeded rows by the reference.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Exact(Graph graph, int rows, int seed) =>
        Exact(graph, SeededRows.For(graph, rows, seed).Rows);

    /// <summary>All tensors of these rows by the reference.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Exact(Graph graph, IEnumerable<Sequence<ConstantData>> rows)
    {
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm));
        return [.. rows.Select(row =>
        {
            Dictionary<TensorId, ConstantData> tensors = executor.RunAll([.. row.Select((value, index) => new TensorValue(graph.TypeOf(graph.Inputs[index]), value))])
                .ToDictionary(entry => entry.Key, entry => entry.Value.Data);
            foreach ((TensorId id, ConstantData value) in graph.Inputs.Zip(row))
            {
                tensors[id] = value;
            }

            return tensors;
        })];
    }

    /// <summary>Every layer by its index.</summary>
    public static Sequence<string> AllLayers(Graph graph) => Enumerable.Range(0, graph.Nodes.Count).Select(index => $"{index}").ToSequence();
}
