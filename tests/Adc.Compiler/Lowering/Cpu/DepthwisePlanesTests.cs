using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Lowering.Cpu;
using Adc.Simulator.Reference;
using Adc.Tests.Support;
using Adc.Tests.Support.Layers;

namespace Adc.Tests.Lowering.Cpu;

/// <summary>Which depthwise layers go by planes, and that the stream means what the reference computes.</summary>
public sealed class DepthwisePlanesTests
{
    private static readonly Window Same = new(Padding.Same);

    [Theory]
    [InlineData("one channel after the other by planes", 8, 8, 3, 3, 1, 1)]
    [InlineData("one channel after the other by planes", 122, 4, 3, 3, 1, 1)]
    [InlineData("one channel after the other by planes", 9, 5, 1, 3, 1, 2)]
    [InlineData("one input channel: as a convolution", 8, 1, 3, 3, 8, 1)]
    [InlineData("kernels of up to 5 x 5", 28, 8, 5, 5, 1, 1)]
    [InlineData("kernels of up to 5 x 5", 9, 8, 2, 4, 1, 2)]
    [InlineData("the kernel spans more than 5 x 5", 8, 8, 6, 3, 1, 1)]
    [InlineData("the kernel has few taps far apart", 8, 8, 5, 1, 1, 1)]
    [InlineData("the rows are too wide for the planes", 29, 8, 5, 5, 1, 1)]
    [InlineData("the rows are too wide for the planes", 123, 4, 3, 3, 1, 1)]
    [InlineData("fewer than four channels", 8, 3, 3, 3, 1, 1)]
    [InlineData("several outputs a channel", 8, 4, 3, 3, 2, 1)]
    [InlineData("strides other than 1 or 2 both ways", 8, 4, 3, 3, 1, 3)]
    public void The_reason_says_what_the_layer_is(string reason, int side, int channels, int kernelHeight, int kernelWidth, int perChannel, int stride)
    {
        Graph graph = Layer(new Random(1), Shape.Of(1, side, side, channels), kernelHeight, kernelWidth, Same with { StrideX = stride, StrideY = stride }, perChannel);

        Assert.Contains(reason, Reason(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_for_size_keeps_the_small_kernel_where_planes_save_no_map()
    {
        var forSize = new LoweringOptions(Goal: OptimizationGoal.Size);
        Graph inPlace = Layer(new Random(1), Shape.Of(1, 8, 8, 8), 3, 3, Same);
        Graph halved = Layer(new Random(1), Shape.Of(1, 8, 8, 8), 3, 3, Same with { StrideX = 2, StrideY = 2 });

        Assert.Contains("one channel after the other by planes", Reason(inPlace, forSize), StringComparison.Ordinal);
        Assert.Contains("planes would take more flash", Reason(halved, forSize), StringComparison.Ordinal);
        Assert.DoesNotContain("planes", Reason(inPlace, new LoweringOptions(OptimisedKernels: false)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 1, Padding.Same, true)]
    [InlineData(6, 1, Padding.Same, false)] // some channels are computed twice
    [InlineData(8, 2, Padding.Same, false)]
    [InlineData(8, 1, Padding.Valid, false)]
    public void It_runs_in_place_when_each_output_takes_the_place_of_its_input(int channels, int stride, Padding padding, bool inPlace)
    {
        Graph graph = Layer(new Random(1), Shape.Of(1, 8, 8, channels), 3, 3, new Window(padding, stride, stride));
        Step step = Assert.Single(LoweredText.Lower(graph).Steps);

        Assert.Equal("adc_depthwise_planes_s8", ((KernelCall)step.Call).Kernel.Function);
        Assert.Equal(inPlace ? 1 : 0, step.Overlays);
        Assert.InRange(LoweredText.Lower(graph)[step.Scratch!.Value].SizeInBytes, 1, 4200);
    }

    [Theory]
    [Seeds(30)]
    public void The_stream_gives_the_outputs_of_the_reference(int seed)
    {
        var random = new Random(seed);
        var rounding = (Rounding)(seed % 3);
        Shape images = Shape.Of(1, random.Next(1, 9), random.Next(1, 12), random.Next(4, 9));
        var window = new Window((Padding)random.Next(2), 1 + (seed % 2), 1 + (seed % 2), 1, 1);
        int most = seed % 3 == 0 ? 6 : 4;
        (int kernelHeight, int kernelWidth) = (random.Next(most / 2, most), random.Next(most / 2, most));
        if (images[1] < kernelHeight || images[2] < kernelWidth)
        {
            window = window with { Padding = Padding.Same };
        }

        Graph graph = Layer(random, images, kernelHeight, kernelWidth, window);
        Node node = graph.Nodes[0];
        var numbers = DepthwiseNumbers.Of(node, graph);
        Rounding once = rounding == Rounding.Tflite ? Rounding.Tflm : rounding;
        DepthwisePlanes? planes = DepthwisePlanes.Find(numbers, once, out string reason);
        Assert.True(planes is not null, reason);
        sbyte[] input = [.. Enumerable.Range(0, images.ElementCount).Select(_ => (sbyte)random.Next(-128, 128))];
        TensorValue[] operands =
        [
            new(graph.TypeOf(node.Inputs[0]), ConstantData.Of<sbyte>(input)),
            .. node.Inputs.Skip(1).Select(id => new TensorValue(graph.TypeOf(id), graph[id].Data!)),
        ];

        ConstantData expected = new ReferenceEvaluator(rounding).Evaluate(node.Operator, operands, [graph.TypeOf(node.Output)])![0];
        Assert.Equal(expected.ToArray<sbyte>(), Computed(planes, input));
    }

    /// <summary>What adc_depthwise_planes_s8.h promises.</summary>
    private static sbyte[] Computed(DepthwisePlanes planes, sbyte[] input)
    {
        DepthwiseNumbers numbers = planes.Numbers;
        uint[] stream = planes.Stream().ToArray<uint>();
        int kernel = planes.IsLarge ? 5 : 3, taps = planes.IsLarge ? 20 : 6;
        int words = stream.Length / numbers.Outputs, isSigned = words - taps - 3, stride = numbers.Horizontal.Stride;
        var output = new sbyte[numbers.Output.ElementCount];
        for (int i = 0; i < output.Length; i++)
        {
            int channel = i % numbers.Outputs, x = i / numbers.Outputs % numbers.Output[2], y = i / numbers.Outputs / numbers.Output[2];
            ReadOnlySpan<uint> own = stream.AsSpan(channel * words, words);
            int v = (int)own[taps + isSigned];
            for (int tap = 0; tap < kernel * kernel; tap++)
            {
                (int ky, int kx) = (tap / kernel, tap % kernel);
                int row = (y * stride) - (int)numbers.Vertical.Before + ky, column = (x * stride) - (int)numbers.Horizontal.Before + kx;
                bool isInside = row >= 0 && row < numbers.Input[1] && column >= 0 && column < numbers.Input[2];
                int value = isInside ? input[(((row * numbers.Input[2]) + column) * numbers.Outputs) + channel] : numbers.InputZeroPoint;
                v = unchecked(v + (256 * value * Weight(own.Slice(ky * taps / kernel, taps / kernel), kx)));
            }

            uint addend = isSigned == 1 && v < 0 ? own[taps] : own[taps + isSigned + 2];
            long scaled = ((int)addend + (((long)v * (int)own[taps + isSigned + 1]) >> 32)) >> DepthwisePlanes.Shift;
            output[i] = (sbyte)Math.Clamp(Math.Clamp(scaled, -128, 127), numbers.Low, numbers.High);
        }

        return output;
    }

    /// <summary>Of (w0 w1)(w1 w2), or of (w0 w1)(w2 w3)(w1 w2)(w3 w4).</summary>
    private static short Weight(ReadOnlySpan<uint> row, int x) => x switch
    {
        0 => (short)row[0],
        1 => (short)(row[0] >> 16),
        2 when row.Length == 2 => (short)(row[1] >> 16),
        2 => (short)row[1],
        3 => (short)(row[1] >> 16),
        _ => (short)(row[3] >> 16),
    };

    private static string Reason(Graph graph, LoweringOptions? options = null) => Assert.Single(LoweredText.Lower(graph, options).Layers).Reason;

    private static Graph Layer(Random random, Shape images, int kernelHeight, int kernelWidth, Window window, int perChannel = 1)
    {
        var draft = new LayerDraft(random);
        Value input = draft.Input(draft.AnyInt8(images, 0.05f));
        Shape weights = Shape.Of(1, kernelHeight, kernelWidth, images[3] * perChannel);
        Convolutions.Operands operands = Convolutions.AnyOperands(draft, input, weights, ElementType.Int32, channelAxis: 3);
        var layer = new DepthwiseConv2D(window, draft.Any(Activation.None, Activation.Relu, Activation.Relu6));
        Shape output = Shape.Of(images[0], (int)layer.Vertical(images, weights).Output, (int)layer.Horizontal(images, weights).Output, weights[3]);
        return draft.Build([draft.Add(layer, draft.AnyInt8(output, operands.TypicalSum / 60), input.Id, operands.Weights, operands.Bias)]);
    }
}
