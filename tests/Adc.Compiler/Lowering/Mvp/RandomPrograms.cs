using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Single layers for which there are programs, of sizes that are ugly in some way.</summary>
internal sealed class RandomPrograms
{
    private const int OneInSoManyAtALimit = 20;

    private static readonly int[] ZeroPoints = [-128, -65, -64, 0, 127];

    /// <summary>Heights, widths and channels at the limits of axes (1,024) and strides (2,047), and just beyond them.</summary>
    private static readonly (int Height, int Width, int Channels)[] Limits =
    [
        (1, 1024, 1), (1, 1025, 1), (2, 1025, 2), (1025, 1, 1), (1024, 2, 1), (1, 2, 1024), (2, 1, 1025), (1, 1, 2047), (1, 1, 2048), (3, 89, 23), (3, 64, 32), (2, 683, 3), (3, 2, 1023),
    ];

    private readonly Random random;
    private readonly GraphDraft draft = new();

    private RandomPrograms(int seed) => random = new Random(seed);

    /// <summary>By operator.</summary>
    public static IReadOnlyDictionary<string, Func<int, Graph>> All { get; } = new Dictionary<string, Func<int, Graph>>
    {
        ["ADD"] = seed => new RandomPrograms(seed).Pair(activation => new Add(activation)),
        ["AVERAGE_POOL_2D"] = seed => new RandomPrograms(seed).Average(isMean: false),
        ["CONV_2D"] = seed => new RandomPrograms(seed).Convolution(),
        ["DEPTHWISE_CONV_2D"] = seed => new RandomPrograms(seed).Depthwise(),
        ["MEAN"] = seed => new RandomPrograms(seed).Average(isMean: true),
        ["MUL"] = seed => new RandomPrograms(seed).Pair(activation => new Mul(activation)),
        ["MAX_POOL_2D"] = seed => new RandomPrograms(seed).Windows(Pooling.Max),
        ["AVERAGE_POOL_2D, windows"] = seed => new RandomPrograms(seed).Windows(Pooling.Average),
        ["QUANTIZE"] = seed => new RandomPrograms(seed).Rescale(isRelu: false),
        ["RELU"] = seed => new RandomPrograms(seed).Rescale(isRelu: true),
        ["SUB"] = seed => new RandomPrograms(seed).Pair(activation => new Sub(activation)),
        ["TRANSPOSE_CONV"] = seed => new RandomPrograms(seed).Transposed(),
    };

    private Graph Convolution()
    {
        bool pointwise = random.Next(3) == 0, wide = random.Next(10) == 0;
        int channels = wide ? random.Next(60, 140) : random.Next(1, 18), outputs = random.Next(1, 22);
        int most = wide ? 6 : 16, height = random.Next(1, most), width = random.Next(1, most);
        int kernelHeight = pointwise ? 1 : random.Next(1, 6), kernelWidth = pointwise ? 1 : random.Next(3) == 0 ? 3 : random.Next(1, 6);
        var window = new Window(random.Next(2) == 0 ? Padding.Same : Padding.Valid, random.Next(2) == 0 ? 1 : random.Next(1, 4), random.Next(2) == 0 ? 1 : random.Next(1, 4));
        if (window.Padding == Padding.Valid)
        {
            (kernelHeight, kernelWidth) = (Math.Min(kernelHeight, height), Math.Min(kernelWidth, width));
        }

        if (random.Next(OneInSoManyAtALimit) == 0)
        {
            (height, width, channels) = Limits[random.Next(Limits.Length)];
            (kernelHeight, kernelWidth) = (Math.Min(height, random.Next(1, 3)), Math.Min(width, random.Next(1, 3)));
        }

        TensorType input = GraphDraft.Int8(0.05f, ZeroPoint(), random.Next(5) == 0 ? 2 : 1, height, width, channels);
        return Convolved(
            input, [outputs, kernelHeight, kernelWidth, channels], 0, outputs, kernelHeight * kernelWidth * channels, window,
            kernelHeight, kernelWidth, activation => new Conv2D(window, activation));
    }

    private Graph Depthwise()
    {
        int channels = random.Next(5) == 0 ? 1 : random.Next(8) == 0 ? random.Next(40, 90) : random.Next(1, 24), multiplier = channels == 1 ? random.Next(1, 9) : 1;
        int height = random.Next(1, channels > 24 ? 27 : 16), width = random.Next(1, channels > 24 ? 6 : 16), kernelHeight = random.Next(1, 6), kernelWidth = random.Next(2) == 0 ? 3 : random.Next(1, 6);
        int dilation = random.Next(6) == 0 && channels > 1 ? 2 : 1;
        var window = new Window(
            random.Next(2) == 0 ? Padding.Same : Padding.Valid, random.Next(2) == 0 ? 1 : random.Next(1, 4), random.Next(2) == 0 ? 1 : random.Next(1, 4), dilation, dilation);
        if (window.Padding == Padding.Valid)
        {
            (kernelHeight, kernelWidth) = (Math.Min(kernelHeight, ((height - 1) / dilation) + 1), Math.Min(kernelWidth, ((width - 1) / dilation) + 1));
        }

        if (random.Next(OneInSoManyAtALimit) == 0)
        {
            (height, width, channels) = Limits[random.Next(Limits.Length)];
            (window, kernelHeight, kernelWidth) = (window with { DilationY = 1, DilationX = 1 }, Math.Min(height, random.Next(1, 4)), Math.Min(width, random.Next(1, 4)));
            multiplier = 1;
        }

        TensorType input = GraphDraft.Int8(0.05f, ZeroPoint(), random.Next(5) == 0 ? 2 : 1, height, width, channels);
        return Convolved(
            input, [1, kernelHeight, kernelWidth, channels * multiplier], 3, channels * multiplier, kernelHeight * kernelWidth, window,
            kernelHeight, kernelWidth, activation => new DepthwiseConv2D(window, activation));
    }

    private Graph Convolved(
        TensorType input, int[] weights, int axis, int outputs, int taps, Window window, int kernelHeight, int kernelWidth, Func<Activation, Operator> @operator)
    {
        TensorId x = draft.Input("x", input);
        int most = random.Next(20, 128), count = weights.Aggregate(1, (product, extent) => product * extent);
        float[] scales = [.. Enumerable.Range(0, random.Next(4) == 0 ? 1 : outputs).Select(_ => 0.01f * MathF.Exp(random.NextSingle() - 0.5f))];
        float spread = MathF.Sqrt(taps) * most * 0.6f * 75 * input.Quantization!.Scale * scales[0];
        var quantization = new Quantization(scales.ToSequence(), scales.Select(_ => 0).ToSequence()) { Axis = scales.Length == 1 ? 0 : axis };
        TensorId w = draft.Constant(
            "w", new(ElementType.Int8, Shape.Of(weights), quantization), [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-most, most))]);
        TensorId bias = random.Next(4) == 0 ? TensorId.None
            : draft.Constant("b", GraphDraft.Int32(outputs), [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-500 * taps, 500 * taps))]);
        TensorType output = GraphDraft.Int8(
            spread / 40 * MathF.Exp(random.NextSingle() - 0.5f), ZeroPoint(), input.Shape[0],
            (int)window.Vertical(input.Shape[1], kernelHeight).Output, (int)window.Horizontal(input.Shape[2], kernelWidth).Output, outputs);
        return draft.Build(draft.Add(@operator(AnyActivation()), "y", output, x, w, bias));
    }

    private Graph Pair(Func<Activation, Operator> @operator)
    {
        int[] shape = random.Next(OneInSoManyAtALimit) == 0 && Limits[random.Next(Limits.Length)] is var (height, width, channels)
            ? [1, height, width, channels] : [1, random.Next(1, 30), random.Next(1, 30), random.Next(1, 9)];
        TensorType a = GraphDraft.Int8(0.02f * MathF.Exp((2 * random.NextSingle()) - 1), ZeroPoint(), shape), b = GraphDraft.Int8(0.02f * MathF.Exp((2 * random.NextSingle()) - 1), ZeroPoint(), shape);
        bool isProduct = @operator(Activation.None) is Mul;
        float scale = isProduct ? a.Quantization!.Scale * b.Quantization!.Scale * 80 : a.Quantization!.Scale + b.Quantization!.Scale;
        TensorType output = GraphDraft.Int8(scale * MathF.Exp(random.NextSingle() - 0.5f), ZeroPoint(), shape);
        TensorId x = draft.Input("a", a), y = random.Next(12) == 0 ? x : draft.Input("b", b);
        return draft.Build(draft.Add(@operator(AnyActivation()), "y", output, x, y));
    }

    private Graph Average(bool isMean)
    {
        int height = random.Next(1, 12), width = random.Next(1, 12), channels = random.Next(1, 40);
        TensorType input = GraphDraft.Int8(0.05f, ZeroPoint(), random.Next(4) == 0 ? 2 : 1, height, width, channels);
        TensorId x = draft.Input("x", input);
        if (!isMean)
        {
            TensorType pooled = input with { Shape = Shape.Of(input.Shape[0], 1, 1, channels) };
            return draft.Build(draft.Add(new Pool2D(Pooling.Average, new Window(Padding.Valid), height, width, AnyActivation()), "y", pooled, x));
        }

        TensorId axes = draft.Constant("axes", GraphDraft.Int32(2), 1, 2);
        TensorType output = GraphDraft.Int8(0.05f * MathF.Exp((2 * random.NextSingle()) - 1.5f), ZeroPoint(), input.Shape[0], channels);
        return draft.Build(draft.Add(new Reduce(Reduction.Mean), "y", output, x, axes));
    }

    private Graph Windows(Pooling pooling)
    {
        (int height, int width, int channels) = random.Next(OneInSoManyAtALimit) == 0
            ? Limits[random.Next(Limits.Length)] : (random.Next(1, 16), random.Next(1, 16), random.Next(1, 24));
        int kernelHeight = Math.Min(height, random.Next(1, 5)), kernelWidth = Math.Min(width, random.Next(1, random.Next(6) == 0 ? 6 : 4));
        var window = new Window(random.Next(4) == 0 ? Padding.Same : Padding.Valid, random.Next(1, 4), random.Next(1, 4));
        TensorType input = GraphDraft.Int8(0.05f, ZeroPoint(), random.Next(5) == 0 ? 2 : 1, height, width, channels);
        TensorType output = input with
        {
            Shape = Shape.Of(input.Shape[0], (int)window.Vertical(height, kernelHeight).Output, (int)window.Horizontal(width, kernelWidth).Output, channels),
        };
        return draft.Build(draft.Add(new Pool2D(pooling, window, kernelHeight, kernelWidth, AnyActivation()), "y", output, draft.Input("x", input)));
    }

    private Graph Rescale(bool isRelu)
    {
        int[] shape = random.Next(OneInSoManyAtALimit) == 0 ? [1, random.Next(1023, 1026), random.Next(1, 4)] : [1, random.Next(1, 60), random.Next(1, 60)];
        TensorType input = GraphDraft.Int8(0.02f * MathF.Exp((2 * random.NextSingle()) - 1), ZeroPoint(), shape);
        TensorType output = GraphDraft.Int8(input.Quantization!.Scale * MathF.Exp(random.NextSingle() - 0.3f), ZeroPoint(), shape);
        return draft.Build(draft.Add(isRelu ? new Relu((Activation)random.Next(1, 4)) : new Quantize(), "y", output, draft.Input("x", input)));
    }

    private Graph Transposed()
    {
        (int height, int width, int channels) = random.Next(OneInSoManyAtALimit) == 0
            ? Limits[random.Next(Limits.Length)] : (random.Next(1, 9), random.Next(1, 9), random.Next(1, 14));
        int outputs = random.Next(1, 14);
        int kernelHeight = random.Next(1, 6), kernelWidth = random.Next(1, 6), strideY = random.Next(1, 4), strideX = random.Next(1, 4);
        bool isSame = random.Next(2) == 0;
        var window = new Window(isSame ? Padding.Same : Padding.Valid, strideY, strideX);
        int Extent(int input, int kernel, int stride) => isSame ? (input * stride) - random.Next(stride) : ((input - 1) * stride) + kernel + random.Next(stride);
        int[] extents = [random.Next(5) == 0 ? 2 : 1, Extent(height, kernelHeight, strideY), Extent(width, kernelWidth, strideX), outputs];
        TensorType input = GraphDraft.Int8(0.05f, ZeroPoint(), extents[0], height, width, channels);
        TensorId shape = draft.Constant("shape", GraphDraft.Int32(4), extents);
        int most = random.Next(20, 128), taps = Math.Max(1, kernelHeight * kernelWidth * channels / strideY / strideX);
        float[] scales = [.. Enumerable.Range(0, random.Next(4) == 0 ? 1 : outputs).Select(_ => 0.01f * MathF.Exp(random.NextSingle() - 0.5f))];
        TensorId w = draft.Constant(
            "w", new(ElementType.Int8, Shape.Of(outputs, kernelHeight, kernelWidth, channels), new(scales.ToSequence(), scales.Select(_ => 0).ToSequence())),
            [.. Enumerable.Range(0, outputs * kernelHeight * kernelWidth * channels).Select(_ => (sbyte)random.Next(-most, most))]);
        TensorId bias = random.Next(4) == 0 ? TensorId.None
            : draft.Constant("b", GraphDraft.Int32(outputs), [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-500 * taps, 500 * taps))]);
        float spread = MathF.Sqrt(taps) * most * 0.6f * 75 * input.Quantization!.Scale * scales[0];
        TensorType output = GraphDraft.Int8(spread / 40 * MathF.Exp(random.NextSingle() - 0.5f), ZeroPoint(), extents);
        return draft.Build(draft.Add(new TransposeConv(window, AnyActivation()), "y", output, shape, w, draft.Input("x", input), bias));
    }

    private Activation AnyActivation() => (Activation)random.Next(4);

    private int ZeroPoint() => ZeroPoints[random.Next(ZeroPoints.Length)];
}
