using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Cli;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;
using Xunit.Abstractions;

namespace Adc.Tests.EndToEnd;

/// <summary>Convolutions as networks have them: exact on the emulated board, within their share of instructions.</summary>
public sealed class BoardConvolutionTests(ITestOutputHelper log)
{
    private static readonly Window Same = new(Padding.Same);

    // Name, window, input, kernels, most instructions a multiply-add.
    private static readonly (string Name, Window Window, int[] Input, int[] Kernels, double Most)[] Layers =
    [
        ("points", Same, [1, 25, 5, 64], [64, 1, 1, 64], 0.9),
        ("wide_points", Same, [1, 48, 48, 8], [16, 1, 1, 8], 1.9),
        ("images", Same, [1, 32, 32, 16], [16, 3, 3, 16], 0.95),
        ("first_image", new Window(Padding.Same, 2, 2), [1, 96, 96, 3], [8, 3, 3, 3], 1.6),
        ("spectrum", new Window(Padding.Same, 2, 2), [1, 49, 10, 1], [64, 10, 4, 1], 1.1),
        ("two_rows", Same, [1, 6, 6, 8], [6, 3, 3, 8], 1.3),
        ("odd_channels", Same, [1, 7, 5, 6], [5, 3, 2, 6], 2.5),
    ];

    // The same for codegen.optimize: speed, of 16, 32 and 64 channels.
    private static readonly (string Name, Window Window, int[] Input, int[] Kernels, double Most)[] Filtered =
    [
        ("filtered_16", Same, [1, 16, 32, 16], [16, 3, 3, 16], 0.56),
        ("filtered_32", Same, [1, 16, 16, 32], [32, 3, 3, 32], 0.46),
        ("filtered_64", Same, [1, 8, 8, 64], [64, 3, 3, 64], 0.41),
    ];

    [BoardTheory]
    [InlineData("tflm", "balanced")]
    [InlineData("single", "balanced")]
    [InlineData("tflm", "speed")]
    [InlineData("tflite", "speed")]
    public void Common_layers_are_exact_and_cheap(string rounding, string goal)
    {
        (string Name, Window Window, int[] Input, int[] Kernels, double Most)[] layers = goal == "speed" ? [.. Layers, .. Filtered] : Layers;
        using var folder = new WorkFolder();
        folder.Write("conv.tflite", GraphFile.Of(Model(layers)));
        folder.Write("conv.yaml", $"conv:\n  tflite_model: conv.tflite\n  target: {{ accelerator: none, rounding: {rounding} }}\n  codegen: {{ optimize: {goal} }}\n  memory: {{ planner: greedy }}\n");
        AdcRun.Of("compile", folder["conv.yaml"]).Succeeded();
        JsonElement report = JsonDocument.Parse(File.ReadAllText(folder["outputs/conv/report.json"])).RootElement;
        Assert.True(report.GetProperty("comparison").GetProperty("passed").GetBoolean());
        JsonElement[] measured = [.. report.GetProperty("layers").EnumerateArray()];
        Assert.Equal(layers.Length, measured.Length);
        log.WriteLine($"{report.GetProperty("memory").GetProperty("flash").GetProperty("code").GetInt32()} bytes of code");
        foreach ((string name, _, int[] input, int[] kernels, double most) in layers)
        {
            // Branches are put in the order that needs the least memory.
            JsonElement layer = Assert.Single(measured, layer => Extents(layer, 0).SequenceEqual(input) && Extents(layer, 1).SequenceEqual(kernels));
            double perMultiplyAdd = layer.GetProperty("instructions").GetInt64() / (double)layer.GetProperty("macs").GetInt64();
            log.WriteLine($"{name}: {perMultiplyAdd:F2} instructions a multiply-add");
            Assert.True(perMultiplyAdd <= most, $"{name}: {perMultiplyAdd:F2} instructions a multiply-add");
        }
    }

    private static IEnumerable<int> Extents(JsonElement layer, int input) =>
        layer.GetProperty("input_shapes")[input].EnumerateArray().Select(extent => extent.GetInt32());

    private static Graph Model((string Name, Window Window, int[] Input, int[] Kernels, double Most)[] layers)
    {
        var draft = new LayerDraft(new Random(5), "conv");
        List<Value> outputs = [];
        foreach ((string name, Window window, int[] extents, int[] kernels, _) in layers)
        {
            // Without activation sums below zero count, which round otherwise.
            bool isSigned = name is "filtered_32" or "two_rows";
            Value input = draft.Input(draft.AnyInt8(new Shape(extents.ToSequence()), 0.05f));
            var kernel = new Shape(kernels.ToSequence());
            Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, kernel, ElementType.Int32);
            Shape shape = Shape.Of(1, (int)window.Vertical(extents[1], kernels[1]).Output, (int)window.Horizontal(extents[2], kernels[2]).Output, kernels[0]);
            outputs.Add(draft.Add(
                new Conv2D(window, isSigned ? Activation.None : Activation.Relu), GraphDraft.Int8(operands.TypicalSum / 60, isSigned ? 4 : -128, [.. shape.Extents]), input.Id, operands.Weights, operands.Bias));
        }

        return draft.Build(outputs);
    }
}
