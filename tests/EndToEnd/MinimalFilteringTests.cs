using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Tests.Firmware;
using Adc.Tests.Passes;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.EndToEnd;

/// <summary>Convolutions of 3 x 3 taps under codegen.optimize: speed, drawn at random: exact, or computed otherwise.</summary>
public sealed class MinimalFilteringTests
{
    private const int Models = 24;

    [ToolFact("cc")]
    public void Even_maps_of_many_channels_are_filtered_minimally_and_exactly()
    {
        var models = new ManyModels();
        for (int seed = 1; seed <= Models; seed++)
        {
            Graph graph = Pass.AfterAll(Draw(seed));
            models.Add(
                $"filter {seed}", graph, new LoweringOptions((Rounding)(seed % 3), Goal: OptimizationGoal.Speed), new MemoryOptions(),
                SeededRows.For(graph, 2, seed).Rows);
        }

        Assert.Contains("adc_conv2d_winograd_s8", models.Functions);
        string? sanitizing = SanitizerFactAttribute.Compiler;
        models.AssertEqualToReference(sanitizing ?? "cc", ["-O1", .. sanitizing is null ? [] : SanitizerFactAttribute.Flags]);
    }

    private static Graph Draw(int seed)
    {
        var draft = new LayerDraft(new Random(seed), $"filter{seed}");
        int channels = draft.Any(16, 32, 48), height = 2 * draft.Random.Next(1, 4), width = 8 * draft.Random.Next(1, 4);
        var window = new Window(draft.OneIn(3) ? Padding.Valid : Padding.Same);
        int border = window.Padding == Padding.Valid ? 2 : 0;
        Value input = draft.Input(draft.AnyInt8(Shape.Of(draft.Random.Next(1, 3), height + border, width + border, channels), 0.05f));
        int outputs = draft.Any(16, 18, 32);
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, Shape.Of(outputs, 3, 3, channels), ElementType.Int32);
        Value output = draft.Add(
            new Conv2D(window, draft.AnyActivation()),
            Convolutions.AnyOutput(draft, ElementType.Int8, Shape.Of(input.Shape[0], height, width, outputs), operands.TypicalSum),
            input.Id, operands.Weights, operands.Bias);
        return draft.Build([output]);
    }
}
