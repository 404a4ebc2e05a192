using System.Reflection;
using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Compiler.Memory;
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
        var models = new ManyModels();
        Draw(RandomLayers.Named(name), models);
        Assert.True(models.Count > 0, "no model of this layer is left after the passes");
        string? sanitizing = SanitizerFactAttribute.Compiler;
        models.AssertEqualToReference(sanitizing ?? "cc", ["-O1", .. sanitizing is null ? [] : SanitizerFactAttribute.Flags]);
    }

    [Fact]
    public void Every_kernel_is_called_by_some_model()
    {
        var models = new ManyModels();
        foreach (RandomLayer layer in RandomLayers.All.Where(layer => layer.HasTarget))
        {
            Draw(layer, models);
        }

        for (int seed = 1; seed <= Models; seed++)
        {
            Graph graph = Pass.AfterAll(RandomGraph.Of(seed));
            models.Add($"graph {seed}", graph, new LoweringOptions((Rounding)(seed % 3), seed % 2 == 0), new MemoryOptions(), SeededRows.For(graph, 1).Rows);
        }

        Assert.Equal(EveryKernel(), models.Functions);
    }

    private static void Draw(RandomLayer layer, ManyModels models)
    {
        int before = models.Count;
        for (int seed = 1; models.Count - before < Models && seed < 10 * Models; seed++)
        {
            Graph graph = Pass.AfterAll(layer.Alone(seed));
            bool isComputed = graph.Nodes.Count > 0 && graph.Outputs.All(output => graph.WriterOf(output) is not null);
            if (isComputed)
            {
                var rounding = (Rounding)(seed % 3);
                var memory = new MemoryOptions(AllowInPlace: seed % 4 != 0, IoInArena: seed % 5 != 0);
                models.Add($"{layer.Name} {seed} {rounding}", graph, new LoweringOptions(rounding, seed % 2 == 0, (OptimizationGoal)(seed / 2 % 3)), memory, SeededRows.For(graph, RowsEach, seed).Rows);
            }
        }
    }

    // Outputs of 32 bits come from the configuration, not from models: Passes/WidenOutputTests, EndToEnd/VariantKeysTests.
    // Minimal filtering wants many channels on even maps: EndToEnd/MinimalFilteringTests.
    private static readonly string[] Elsewhere = ["adc_expand_f16_s32", "adc_fully_connected_s8_s32", "adc_conv2d_winograd_s8"];

    private static IEnumerable<string> EveryKernel() => typeof(Kernels).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => ((Kernel)property.GetValue(null)!).Function).Where(function => !Elsewhere.Contains(function)).Order(StringComparer.Ordinal);
}
