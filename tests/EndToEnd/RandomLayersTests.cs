using System.Reflection;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Memory;
using Adc.Simulator.Reference;
using Adc.Tests.Firmware;
using Adc.Tests.Passes;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.EndToEnd;

/// <summary>Every kind of layer, drawn at random: the emitted C computes what the reference computes, to the last bit.</summary>
public sealed class RandomLayersTests
{
    private const int Models = 30, RowsEach = 3;

    public static TheoryData<string> Names => [.. RandomLayers.All.Where(layer => layer.HasTarget).Select(layer => layer.Name)];

    [ToolTheory("cc")]
    [MemberData(nameof(Names))]
    public void The_emitted_C_of_one_layer_equals_the_reference(string name)
    {
        RandomLayer layer = RandomLayers.Named(name);
        var models = new ManyModels();
        for (int seed = 1; models.Count < Models && seed < 10 * Models; seed++)
        {
            Graph graph = Pass.AfterAll(layer.Alone(seed));
            bool isComputed = graph.Nodes.Count > 0 && graph.Outputs.All(output => graph.WriterOf(output) is not null);
            if (isComputed)
            {
                var rounding = (Rounding)(seed % 3);
                var memory = new MemoryOptions(AllowInPlace: seed % 4 != 0, IoInArena: seed % 5 != 0);
                models.Add($"seed {seed} {rounding}", graph, new LoweringOptions(rounding, seed % 2 == 0), memory, SeededRows.For(graph, RowsEach, seed).Rows);
            }
        }

        Assert.True(models.Count > 0, "no model of this layer is left after the passes");
        string? sanitizing = SanitizerFactAttribute.Compiler;
        models.AssertEqualToReference(sanitizing ?? "cc", ["-O1", .. sanitizing is null ? [] : SanitizerFactAttribute.Flags]);
    }

    [Fact]
    public void Every_kernel_is_called_by_some_random_layer()
    {
        HashSet<string> called = [.. RandomLayers.All.Where(layer => layer.HasTarget).SelectMany(Calls)];
        foreach (int seed in Enumerable.Range(1, Models))
        {
            called.UnionWith(Calls(Pass.AfterAll(RandomGraph.Of(seed)), seed));
        }

        Assert.Empty(typeof(Kernels).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => ((Kernel)property.GetValue(null)!).Function).Except(called));
    }

    private static IEnumerable<string> Calls(RandomLayer layer) =>
        Enumerable.Range(1, Models).SelectMany(seed => Calls(Pass.AfterAll(layer.Alone(seed)), seed));

    /// <summary>The kernels of a model, plain and optimised.</summary>
    private static IEnumerable<string> Calls(Graph graph, int seed)
    {
        if (graph.Outputs.Any(output => graph.WriterOf(output) is null))
        {
            return [];
        }

        var rounding = (Rounding)(seed % 3);
        return new[] { false, true }
            .Select(optimised => Lowerer.Lower(graph, new LoweringOptions(rounding, optimised), new ReferenceEvaluator(rounding), new DiagnosticBag()))
            .SelectMany(model => model!.Steps).Select(step => step.Call).OfType<KernelCall>().Select(call => call.Kernel.Function);
    }
}
