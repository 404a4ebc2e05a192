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
    public static AcceleratedModel Of(Graph graph, AcceleratorOptions? options = null, bool isFromData = false, int rows = 16, int seed = 1)
    {
        var diagnostics = new DiagnosticBag();
        var evaluator = new ReferenceEvaluator(Rounding.Tflm);
        var calibration = new Calibration(Exact(graph, rows, seed), isFromData);
        var support = new AcceleratorSupport(options ?? AcceleratorOptions.Default, new MvpNumerics(MvpSimulatorOptions.Default), calibration);
        LoweredModel lowered = Lowerer.Lower(graph, new LoweringOptions(), evaluator, diagnostics, support)
            ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
        return new AcceleratedModel(MemoryPlanner.Plan(lowered, new MemoryOptions()), calibration, diagnostics);
    }

    /// <summary>All tensors of seeded rows by the reference.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Exact(Graph graph, int rows, int seed)
    {
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm));
        return [.. SeededRows.For(graph, rows, seed).Rows.Select(row =>
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
