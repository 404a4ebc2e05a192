using System.Runtime.InteropServices;
using Adc.Formats.TfLite;

namespace Adc.Tests.Formats.TfLite;

/// <summary>Models made in memory, so that tests run without the shared folder.</summary>
internal static class SmallModels
{
    /// <summary>Everything that the shared models are made of, once, in a model of a few kilobytes.</summary>
    public static TfLiteModel Everything()
    {
        var builder = new TfLiteModelBuilder("a \"small\"\nmodel", "../main");
        TfLiteQuantization q = new([0.5f], [-3]);
        int input = builder.AddTensor("in\\put:0", TfLiteTensorType.Float32, [1, 4, 4, 2], shapeSignature: [-1, 4, 4, 2]);
        int quantized = builder.AddTensor("quantized", TfLiteTensorType.Int8, [1, 4, 4, 2], q);
        int filter = builder.AddTensor("filter", TfLiteTensorType.Int8, [3, 1, 1, 2], new([0.1f, 0.2f, 0.3f], [0, 0, 0]), Bytes(6));
        int bias = builder.AddTensor("bias", TfLiteTensorType.Int32, [3], new([0.05f, 0.1f, 0.15f], [0, 0, 0]), Bytes(12));
        int convolved = builder.AddTensor("convolved", TfLiteTensorType.Int8, [1, 4, 4, 3], q);
        int depthFilter = builder.AddTensor("depth", TfLiteTensorType.Int8, [1, 2, 2, 3], new([1, 2, 3], [0, 0, 0], 3), Bytes(12));
        int depth = builder.AddTensor("depth out", TfLiteTensorType.Int8, [1, 4, 4, 3], q);
        int sum = builder.AddTensor("sum", TfLiteTensorType.Int8, [1, 4, 4, 3], q);
        int pooled = builder.AddTensor("pooled", TfLiteTensorType.Int8, [1, 1, 1, 3], q);
        int newShape = builder.AddTensor("new shape", TfLiteTensorType.Int32, [2], data: Int32s(1, 3));
        int flat = builder.AddTensor("flat", TfLiteTensorType.Int8, [1, 3], q);
        int weights = builder.AddTensor("weights", TfLiteTensorType.Int4, [5, 3], new([0.25f], [0]), Bytes(8));
        int dense = builder.AddTensor("dense", TfLiteTensorType.Int8, [1, 5], q);
        int probabilities = builder.AddTensor("probabilities", TfLiteTensorType.Int8, [1, 5], new([1f / 256], [-128]));
        int custom = builder.AddTensor("custom", TfLiteTensorType.Int8, [1, 5], q);
        int output = builder.AddTensor("", TfLiteTensorType.Float32, [1, 5]);
        return builder
            .AddOperator(BuiltinOperator.Quantize, 1, [input], [quantized], new QuantizeOptions())
            .AddOperator(
                BuiltinOperator.Conv2D, 3, [quantized, filter, bias], [convolved],
                new Conv2DOptions(TfLitePadding.Same, 1, 1, TfLiteActivation.Relu6))
            .AddOperator(
                BuiltinOperator.DepthwiseConv2D, 3, [convolved, depthFilter, -1], [depth],
                new DepthwiseConv2DOptions(TfLitePadding.Same, 1, 1, 1, TfLiteActivation.None, DilationH: 2))
            .AddOperator(BuiltinOperator.Add, 2, [convolved, depth], [sum], new AddOptions(TfLiteActivation.Relu))
            .AddOperator(
                BuiltinOperator.AveragePool2D, 2, [sum], [pooled],
                new Pool2DOptions(TfLitePadding.Valid, 4, 4, 4, 4, TfLiteActivation.None))
            .AddOperator(BuiltinOperator.Reshape, 1, [pooled, newShape], [flat], new ReshapeOptions([1, 3]))
            .AddOperator(BuiltinOperator.FullyConnected, 4, [flat, weights], [dense], new FullyConnectedOptions(TfLiteActivation.Relu))
            .AddOperator(BuiltinOperator.Softmax, 2, [dense], [probabilities], new SoftmaxOptions(1))
            .AddCustomOperator("vendor/op", 2, [probabilities], [custom], Bytes(5))
            .AddOperator(BuiltinOperator.Dequantize, 2, [custom], [output], new DequantizeOptions())
            .AddMetadata("min_runtime_version", Bytes(16))
            .Build([input], [output]);
    }

    /// <summary>A graph of random form: constants, inputs and operators with every options record.</summary>
    public static TfLiteModel Random(int seed)
    {
        var random = new Random(seed);
        var builder = new TfLiteModelBuilder($"seed {seed}");
        int input = builder.AddTensor("input", TfLiteTensorType.Int8, [1, 4], new([0.5f], [1]));
        int last = input;
        int operators = random.Next(1, 12);
        for (int i = 0; i < operators; i++)
        {
            (BuiltinOperator builtin, TfLiteOptions? options) = AnyOperator(random);
            int inputs = builtin.OptionsKind() == BuiltinOptionsKind.PackOptions ? ((PackOptions)options!).ValuesCount : ArityOf(builtin);
            int output = builder.AddTensor(AnyName(random), AnyType(random), [1, random.Next(1, 9)], AnyQuantization(random));
            List<int> from = [last];
            while (from.Count < inputs)
            {
                byte[] data = new byte[random.Next(1, 40)];
                random.NextBytes(data);
                from.Add(builder.AddTensor(AnyName(random), TfLiteTensorType.UInt8, [data.Length], data: data));
            }

            builder.AddOperator(builtin, random.Next(1, 9), from, [output], options);
            last = output;
        }

        return builder.Build([input], [last]);
    }

    public static byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)i)];

    public static byte[] Int32s(params int[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static int ArityOf(BuiltinOperator builtin) => builtin switch
    {
        BuiltinOperator.StridedSlice => 4,
        BuiltinOperator.TransposeConv or BuiltinOperator.SplitV or BuiltinOperator.Svdf => 3,
        BuiltinOperator.Conv2D or BuiltinOperator.DepthwiseConv2D or BuiltinOperator.FullyConnected => 3,
        BuiltinOperator.Add or BuiltinOperator.Sub or BuiltinOperator.Mul or BuiltinOperator.Div or BuiltinOperator.Mean
            or BuiltinOperator.ArgMax or BuiltinOperator.ArgMin or BuiltinOperator.BatchMatMul or BuiltinOperator.ResizeBilinear
            or BuiltinOperator.ResizeNearestNeighbor or BuiltinOperator.Gather or BuiltinOperator.Split or BuiltinOperator.MirrorPad => 2,
        _ => 1,
    };

    private static (BuiltinOperator Builtin, TfLiteOptions? Options) AnyOperator(Random random)
    {
        int Any() => random.Next(1, 1000);
        bool Coin() => random.Next(2) == 0;
        T One<T>()
            where T : struct, Enum => random.GetItems(Enum.GetValues<T>(), 1)[0];
        (BuiltinOperator, TfLiteOptions?)[] all =
        [
            (BuiltinOperator.Conv2D, new Conv2DOptions(
                One<TfLitePadding>(), Any(), Any(), One<TfLiteActivation>(), Any(), Any(), One<TfLiteTensorType>())),
            (BuiltinOperator.DepthwiseConv2D, new DepthwiseConv2DOptions(
                One<TfLitePadding>(), Any(), Any(), Any(), One<TfLiteActivation>(), Any(), Any())),
            (BuiltinOperator.TransposeConv, new TransposeConvOptions(
                One<TfLitePadding>(), Any(), Any(), One<TfLiteActivation>(), One<TfLiteTensorType>())),
            (BuiltinOperator.MaxPool2D, new Pool2DOptions(One<TfLitePadding>(), Any(), Any(), Any(), Any(), One<TfLiteActivation>())),
            (BuiltinOperator.FullyConnected, new FullyConnectedOptions(
                One<TfLiteActivation>(), One<TfLiteWeightsFormat>(), Coin(), Coin(), One<TfLiteTensorType>())),
            (BuiltinOperator.Svdf, new SvdfOptions(Any(), One<TfLiteActivation>(), Coin())),
            (BuiltinOperator.BatchMatMul, new BatchMatMulOptions(Coin(), Coin(), Coin())),
            (BuiltinOperator.Add, new AddOptions(One<TfLiteActivation>(), Coin())),
            (BuiltinOperator.Sub, new SubOptions(One<TfLiteActivation>(), Coin())),
            (BuiltinOperator.Mul, new MulOptions(One<TfLiteActivation>())),
            (BuiltinOperator.Div, new DivOptions(One<TfLiteActivation>())),
            (BuiltinOperator.L2Normalization, new L2NormOptions(One<TfLiteActivation>())),
            (BuiltinOperator.Concatenation, new ConcatenationOptions(-Any(), One<TfLiteActivation>())),
            (BuiltinOperator.MirrorPad, new MirrorPadOptions(One<TfLiteMirrorPadMode>())),
            (BuiltinOperator.Softmax, new SoftmaxOptions(random.NextSingle())),
            (BuiltinOperator.LeakyRelu, new LeakyReluOptions(-random.NextSingle())),
            (BuiltinOperator.Gelu, new GeluOptions(Coin())),
            (BuiltinOperator.Reshape, new ReshapeOptions(Coin() ? null : [-1, Any()])),
            (BuiltinOperator.Squeeze, new SqueezeOptions(Coin() ? [] : [0])),
            (BuiltinOperator.Shape, new ShapeOptions(One<TfLiteTensorType>())),
            (BuiltinOperator.StridedSlice, new StridedSliceOptions(Any(), Any(), Any(), Any(), Any(), Coin())),
            (BuiltinOperator.Pack, new PackOptions(random.Next(1, 5), Any())),
            (BuiltinOperator.Unpack, new UnpackOptions(Any(), -1)),
            (BuiltinOperator.Split, new SplitOptions(Any())),
            (BuiltinOperator.SplitV, new SplitVOptions(Any())),
            (BuiltinOperator.Gather, new GatherOptions(Any(), Any())),
            (BuiltinOperator.Mean, new ReducerOptions(Coin())),
            (BuiltinOperator.Cast, new CastOptions(One<TfLiteTensorType>(), One<TfLiteTensorType>())),
            (BuiltinOperator.ArgMax, new ArgMaxOptions(One<TfLiteTensorType>())),
            (BuiltinOperator.ArgMin, new ArgMinOptions(One<TfLiteTensorType>())),
            (BuiltinOperator.SpaceToDepth, new SpaceToDepthOptions(Any())),
            (BuiltinOperator.DepthToSpace, new DepthToSpaceOptions(Any())),
            (BuiltinOperator.ResizeBilinear, new ResizeBilinearOptions(Coin(), Coin())),
            (BuiltinOperator.ResizeNearestNeighbor, new ResizeNearestNeighborOptions(Coin(), Coin())),
            (BuiltinOperator.Quantize, new QuantizeOptions()),
            (BuiltinOperator.Dequantize, new DequantizeOptions()),
            (BuiltinOperator.Exp, new UnknownOptions((int)BuiltinOptionsKind.ExpOptions)),
            (BuiltinOperator.Relu6, null),
            (BuiltinOperator.Sign, null),
            ((BuiltinOperator)1234, null),
        ];
        return random.GetItems(all, 1)[0];
    }

    private static string AnyName(Random random) =>
        random.GetItems(["", "a", "conv/2\\d", "x\"y'z", "zwei\r\nZeilen\t\0", "größe→次", "../../etc", "%s{0}"], 1)[0];

    private static TfLiteTensorType AnyType(Random random) => random.GetItems(Enum.GetValues<TfLiteTensorType>(), 1)[0];

    private static TfLiteQuantization? AnyQuantization(Random random) =>
        random.Next(2) == 0 ? null : new([random.NextSingle() + 0.001f], [random.Next(-8, 8) & 7]);
}
