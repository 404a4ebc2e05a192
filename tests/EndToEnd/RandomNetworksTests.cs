using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Passes;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.EndToEnd;

/// <summary>Random networks of every operator and type: the emitted C computes what the reference computes, to the last bit.</summary>
public sealed class RandomNetworksTests
{
    private const int Batches = 40, RowsEach = 2;

    private static readonly RandomLayer[] Kinds = [.. RandomLayers.All.Where(layer => layer.HasTarget)];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Batches)];

    [ToolTheory("cc")]
    [MemberData(nameof(Parts))]
    public void The_emitted_C_equals_the_reference(int part)
    {
        var models = new ManyModels();
        for (int seed = part + 1; seed <= RandomNetwork.Count; seed += Batches)
        {
            Graph graph = Pass.AfterAll(RandomNetwork.Of(seed, Kinds));
            if (graph.Outputs.All(output => graph.WriterOf(output) is not null))
            {
                var rounding = (Rounding)(seed % 3);
                var memory = new MemoryOptions(AllowInPlace: seed % 4 != 0, IoInArena: seed % 5 != 0);
                models.Add($"network {seed} {rounding}", graph, new LoweringOptions(rounding, seed % 2 == 0), memory, SeededRows.For(graph, RowsEach, seed).Rows);
            }
        }

        models.AssertEqualToReference("cc", "-O0");
    }
}
