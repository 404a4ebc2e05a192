using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Cli;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;
using Xunit.Abstractions;

namespace Adc.Tests.EndToEnd;

/// <summary>Depthwise layers and pools as networks have them: exact on the emulated board, within their share of instructions.</summary>
public sealed class BoardDepthwiseTests(ITestOutputHelper log)
{
    // Name, stride, input, most instructions a multiply-add, zero point of the output.
    private static readonly (string Name, int Stride, int[] Input, double Most, int ZeroPoint)[] Layers =
    [
        ("short_rows", 1, [1, 25, 5, 64], 1.75, -128),
        ("wide_rows", 1, [1, 48, 48, 8], 1.65, -128),
        ("middle", 1, [1, 24, 24, 32], 1.7, -128),
        ("small", 1, [1, 12, 12, 64], 1.65, -128),
        ("tiny", 1, [1, 6, 6, 112], 1.85, -128),
        ("halved", 2, [1, 48, 48, 16], 2.65, -128),
        ("halved_again", 2, [1, 24, 24, 32], 2.6, -128),
        ("halved_tiny", 2, [1, 12, 12, 64], 2.7, -128),
        ("signed", 1, [1, 12, 12, 32], 2.2, 7),
        ("odd_channels", 1, [1, 12, 12, 30], 1.9, -128),
    ];

    [BoardTheory]
    [InlineData("tflm")]
    [InlineData("single")]
    public void Common_layers_are_exact_and_cheap(string rounding)
    {
        JsonElement report = Compiled(Model(), rounding);
        foreach ((string name, int stride, int[] input, double most, _) in Layers)
        {
            JsonElement layer = Assert.Single(report.GetProperty("layers").EnumerateArray(), one => Extents(one, "input_shapes").SequenceEqual(input)
                && Extents(one, "output_shapes")[1] == (input[1] + stride - 1) / stride);
            double perMultiplyAdd = layer.GetProperty("instructions").GetInt64() / (double)layer.GetProperty("macs").GetInt64();
            log.WriteLine($"{name}: {perMultiplyAdd:F2} instructions a multiply-add");
            Assert.True(perMultiplyAdd <= most, $"{name}: {perMultiplyAdd:F2} instructions a multiply-add");
        }
    }

    [BoardTheory]
    [InlineData(24, 3600)] // strips that share rows
    [InlineData(5, 1700)]
    public void A_row_of_layers_computes_in_one_place(int width, int planesInBytes)
    {
        var draft = new LayerDraft(new Random(7), "depthwise");
        Value value = draft.Input(draft.AnyInt8(Shape.Of(1, 24, width, 16), 0.05f));
        for (int layer = 0; layer < 4; layer++)
        {
            value = Add(draft, value, 1, -128);
        }

        JsonElement report = Compiled(draft.Build([value]), "tflm");

        // One map for the four layers, one for the planes; the input stays for the application.
        int map = 24 * width * 16;
        Assert.InRange(report.GetProperty("memory").GetProperty("ram").GetProperty("arena").GetInt32(), map, (2 * map) + planesInBytes);
    }

    [BoardTheory]
    [InlineData("tflm")]
    [InlineData("tflite")]
    public void An_image_of_one_channel_is_convolved(string rounding)
    {
        var draft = new LayerDraft(new Random(9), "depthwise");
        Value output = Add(draft, draft.Input(draft.AnyInt8(Shape.Of(1, 48, 48, 1), 0.05f)), 2, -20, perChannel: 8);

        JsonElement layer = Compiled(draft.Build([output]), rounding).GetProperty("layers")[0];

        double perMultiplyAdd = layer.GetProperty("instructions").GetInt64() / (double)layer.GetProperty("macs").GetInt64();
        log.WriteLine($"{perMultiplyAdd:F2} instructions a multiply-add");
        Assert.True(perMultiplyAdd <= 4, $"{perMultiplyAdd:F2} instructions a multiply-add");
    }

    [BoardTheory]
    [InlineData(25, 5, 64, 1.9)]
    [InlineData(3, 3, 256, 2.6)]
    public void Means_of_whole_maps_are_exact_and_cheap(int height, int width, int channels, double most)
    {
        var draft = new LayerDraft(new Random(3), "depthwise");
        Value input = draft.Input(draft.AnyInt8(Shape.Of(1, height, width, channels), 0.05f));
        draft.Add(new Pool2D(Pooling.Average, new Window(Padding.Valid), height, width), input.Type with { Shape = Shape.Of(1, 1, 1, channels) }, input.Id);

        JsonElement layer = Compiled(draft.Build([draft.Values[^1]]), "tflm").GetProperty("layers")[0];

        double perInput = layer.GetProperty("instructions").GetInt64() / (double)(height * width * channels);
        log.WriteLine($"{perInput:F2} instructions an input");
        Assert.True(perInput <= most, $"{perInput:F2} instructions an input");
    }

    [BoardFact]
    public void Large_kernels_are_exact_and_cheap()
    {
        var draft = new LayerDraft(new Random(11), "depthwise");
        Value output = Add(draft, draft.Input(draft.AnyInt8(Shape.Of(1, 24, 24, 16), 0.05f)), 1, -128, side: 5);
        Add(draft, output, 2, 3, side: 5);

        foreach (JsonElement layer in Compiled(draft.Build([draft.Values[^1]]), "tflm").GetProperty("layers").EnumerateArray())
        {
            double perMultiplyAdd = layer.GetProperty("instructions").GetInt64() / (double)layer.GetProperty("macs").GetInt64();
            log.WriteLine($"{perMultiplyAdd:F2} instructions a multiply-add");
            Assert.True(perMultiplyAdd <= 2, $"{perMultiplyAdd:F2} instructions a multiply-add");
        }
    }

    private static int[] Extents(JsonElement layer, string shapes) =>
        [.. layer.GetProperty(shapes)[0].EnumerateArray().Select(extent => extent.GetInt32())];

    private static JsonElement Compiled(Graph graph, string rounding)
    {
        using var folder = new WorkFolder();
        folder.Write("depthwise.tflite", GraphFile.Of(graph));
        folder.Write("depthwise.yaml", $"depthwise:\n  tflite_model: depthwise.tflite\n  target: {{ accelerator: none, rounding: {rounding} }}\n");
        AdcRun.Of("compile", folder["depthwise.yaml"]).Succeeded();
        JsonElement report = JsonDocument.Parse(File.ReadAllText(folder["outputs/depthwise/report.json"])).RootElement;
        Assert.True(report.GetProperty("comparison").GetProperty("passed").GetBoolean());
        return report;
    }

    private static Graph Model()
    {
        var draft = new LayerDraft(new Random(5), "depthwise");
        List<Value> outputs = [];
        foreach ((_, int stride, int[] extents, _, int zeroPoint) in Layers)
        {
            outputs.Add(Add(draft, draft.Input(draft.AnyInt8(new Shape(extents.ToSequence()), 0.05f)), stride, zeroPoint));
        }

        return draft.Build(outputs);
    }

    private static Value Add(LayerDraft draft, Value input, int stride, int zeroPoint, int perChannel = 1, int side = 3)
    {
        Shape kernel = Shape.Of(1, side, side, input.Shape[3] * perChannel);
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, kernel, ElementType.Int32, channelAxis: 3);
        var layer = new DepthwiseConv2D(new Window(Padding.Same, stride, stride), zeroPoint == -128 ? Activation.Relu : Activation.None);
        int[] shape = [1, (int)layer.Vertical(input.Shape, kernel).Output, (int)layer.Horizontal(input.Shape, kernel).Output, kernel[3]];
        return draft.Add(layer, GraphDraft.Int8(operands.TypicalSum / 60, zeroPoint, shape), input.Id, operands.Weights, operands.Bias);
    }
}
