using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Firmware;
using Adc.Tests.Passes;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>What the emitted C computes is what the reference computes, on every tensor, to the last bit.</summary>
public sealed class RandomModelsTests
{
    private const int Models = 20, RowsEach = 4;

    [ToolFact("cc")]
    public void The_emitted_C_of_random_models_equals_the_reference()
    {
        var models = new ManyModels();
        for (int seed = 1; seed <= Models; seed++)
        {
            Graph graph = Pass.AfterAll(RandomGraph.Of(seed));
            foreach (Rounding rounding in Enum.GetValues<Rounding>())
            {
                foreach (bool optimised in (bool[])[false, true])
                {
                    var memory = new MemoryOptions(AllowInPlace: seed % 4 != 0, IoInArena: seed % 5 != 0);
                    models.Add(
                        $"seed {seed} {rounding} {(optimised ? "optimised" : "plain")}", graph, new LoweringOptions(rounding, optimised), memory,
                        SeededRows.For(graph, RowsEach, seed).Rows);
                }
            }
        }

        Assert.Equal(6 * Models, models.Count);
        string? sanitizing = SanitizerFactAttribute.Compiler;
        models.AssertEqualToReference(sanitizing ?? "cc", ["-O1", .. sanitizing is null ? [] : SanitizerFactAttribute.Flags]);
    }
}
