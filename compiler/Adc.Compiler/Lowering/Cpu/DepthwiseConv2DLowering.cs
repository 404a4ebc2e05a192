using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>DEPTHWISE_CONV_2D: by planes of one channel where that is exact, as a convolution of one channel, else four outputs at a time.</summary>
internal sealed class DepthwiseConv2DLowering : ILowering
{
    private const int ChannelAxis = 3;

    /// <summary>A kernel may span so many rows or columns: positions inside it stay far from the end of 32 bits.</summary>
    private const int MostSpan = 65_535;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ConvolutionRules.Int8OrInt16,
        new TypeRule(
            "weights must be int8 with zero point 0, per tensor or per output on the last axis",
            (node, graph) => graph.TypeOf(node.Inputs[1]) is { Element: ElementType.Int8, Quantization: { } by, Shape: var shape }
                && by.ZeroPoints.All(zeroPoint => zeroPoint == 0)
                && (!by.IsPerChannel || (by.Axis == ChannelAxis && by.Scales.Count == shape[ChannelAxis]))),
        ConvolutionRules.BiasOfSums,
        ConvolutionRules.ConstantWeights,
        ConvolutionRules.ComputedInput,
        ConvolutionRules.ScaleRatio,
        ConvolutionRules.WideScaleRatio,
        ConvolutionRules.WideBias,
        new(
            "a dilated kernel must span at most 65,535 rows and columns",
            (node, graph) => Vertical(node, graph).Span <= MostSpan && Horizontal(node, graph).Span <= MostSpan),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        if (IsWide(node, context.Graph))
        {
            AddStep(node, context, Kernels.DepthwiseConv2DS16, [Weights(node, context), .. OfInt16(node, context, MultipliersOf(node, context.Graph))]);
            return;
        }

        if (!context.Options.OptimisedKernels)
        {
            AddStep(node, context, Kernels.DepthwiseConv2DS8, [Weights(node, context), .. OfInt8(node, context, "")]);
            return;
        }

        var numbers = DepthwiseNumbers.Of(node, context.Graph);
        bool isForSize = context.Options.Goal == OptimizationGoal.Size;
        if (!isForSize && numbers.Input[3] == 1 && TiledConv2D.Find(numbers.AsConvolution(), RoundingOf(context), context.Options.Goal, out _) is TiledConv2D tiled)
        {
            context.Decide(Engine.Cpu, "one input channel: as a convolution, four positions and two channels at a time");
            tiled.AddTo(context, node);
        }
        else if (DepthwisePlanes.Find(numbers, RoundingOf(context), out string reason) is DepthwisePlanes planes
            && (!isForSize || planes is { MayOverlay: true, IsLarge: false }))
        {
            // Their code is more than that of the general kernel, but in place they save a whole map of RAM.
            LowerPlanes(node, context, planes);
        }
        else
        {
            AddStep(node, context, Kernels.DepthwiseConv2DS8, [Weights(node, context), .. OfInt8(node, context, reason)]);
        }
    }

    private static void LowerPlanes(Node node, LoweringContext context, DepthwisePlanes planes)
    {
        context.Decide(Engine.Cpu, planes.IsLarge
            ? "one channel after the other by planes, kernels of up to 5 x 5" : "one channel after the other by planes, nine weights in registers");
        context.Add(new Step(
            "convolve",
            new KernelCall(Kernels.DepthwisePlanesS8,
            [
                new("stream", context.Constant(
                    "stream", ConstantElement.UInt32, planes.Stream(), "of each channel: taps in pairs of lanes, starting sum, multiplier, addends")),
                .. planes.Parameters(),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain),
            MayOverlay: planes.MayOverlay, context.AllocateScratch(planes.ScratchSizeInBytes)));
    }

    private static void AddStep(Node node, LoweringContext context, Kernel kernel, IEnumerable<KernelParameter> parameters)
    {
        (int low, int high) = QuantizedClamp.Of(((DepthwiseConv2D)node.Operator).Activation, context.TypeOf(node.Output));
        context.Add(new Step(
            "convolve", new KernelCall(kernel, [.. parameters, .. Integers(("low", low), ("high", high))]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }

    private static KernelParameter Weights(Node node, LoweringContext context)
    {
        Tensor weights = context.Graph[node.Inputs[1]];
        return new("weights", context.Constant("weights", ConstantElement.Int8, weights.Data!, $"{weights.Type.Shape}"));
    }

    /// <summary>TensorFlow Lite for hosts has ties up in matrix products alone.</summary>
    private static Rounding RoundingOf(LoweringContext context) =>
        context.Options.Rounding == Rounding.Tflite ? Rounding.Tflm : context.Options.Rounding;

    private static QuantizedMultiplier[] MultipliersOf(Node node, Graph graph)
    {
        int outputs = graph.TypeOf(node.Output).Shape[3];
        QuantizedMultiplier[] some = [.. RealMultipliers(node, graph).Select(QuantizedMultiplier.From)];
        return some.Length == outputs ? some : [.. Enumerable.Repeat(some[0], outputs)];
    }

    private static IEnumerable<KernelParameter> OfInt8(Node node, LoweringContext context, string why)
    {
        var numbers = DepthwiseNumbers.Of(node, context.Graph);
        (QuantizedMultiplier[] multipliers, Rounding rounding) = (numbers.Multipliers, RoundingOf(context));
        HighWordRequantization? found = context.Options.OptimisedKernels
            ? HighWordRequantization.Find(multipliers, rounding, LargestSum(node, context.Graph, numbers.Bias))
            : null;
        string reason = why.Length > 0 ? $"; not by planes: {why}" : context.Options.OptimisedKernels ? "; planes would take more flash" : "";
        context.Decide(Engine.Cpu, (found is not null ? "four outputs at a time, requantized by one product"
            : context.Options.OptimisedKernels ? "four outputs at a time; the scales or the sums are too large for requantization by one product"
            : "four outputs at a time, requantized in general, as configured") + reason);
        return
        [
            new("bias", context.Constant("bias", ConstantElement.Int32, ConstantData.Of<int>(numbers.Bias), "of each output channel")),
            .. Scales(context, found?.Multipliers ?? Array.ConvertAll(multipliers, one => one.Multiplier), found?.Shifts ?? Array.ConvertAll(multipliers, one => one.Shift)),
            .. Geometry(node, context.Graph),
            .. Integers(
                ("input_zero_point", numbers.InputZeroPoint), ("output_zero_point", numbers.OutputZeroPoint),
                ("is_general", found is null ? 1 : 0), ("left", found?.Left ?? 0)),
            new("rounding", new SymbolValue(rounding.Enumerator())),
            new("high_rounding", new SymbolValue(found?.Mode ?? "ADC_HIGH_ONCE")),
        ];
    }

    private static IEnumerable<KernelParameter> OfInt16(Node node, LoweringContext context, QuantizedMultiplier[] multipliers)
    {
        context.Decide(Engine.Cpu, "int16 with sums of 64 bits");
        long[] bias = node.Input(2).IsNone ? new long[multipliers.Length] : context.Graph[node.Input(2)].Data!.ToArray<long>();
        return
        [
            new("bias", context.Constant("bias", ConstantElement.Int64, ConstantData.Of<long>(bias), "of each output channel")),
            .. Scales(context, Array.ConvertAll(multipliers, one => one.Multiplier), Array.ConvertAll(multipliers, one => one.Shift)),
            .. Geometry(node, context.Graph),
        ];
    }

    private static IEnumerable<KernelParameter> Scales(LoweringContext context, int[] multipliers, int[] shifts) =>
    [
        new("multipliers", context.Constant("multipliers", ConstantElement.Int32, ConstantData.Of<int>(multipliers), "of each output channel")),
        new("shifts", context.Constant("shifts", ConstantElement.Int32, ConstantData.Of<int>(shifts), "of each output channel")),
    ];

    private static IEnumerable<KernelParameter> Geometry(Node node, Graph graph)
    {
        Shape input = graph.TypeOf(node.Inputs[0]).Shape, output = graph.TypeOf(node.Output).Shape;
        WindowAxis vertical = Vertical(node, graph), horizontal = Horizontal(node, graph);
        return Integers(
            ("batches", input[0]), ("input_height", input[1]), ("input_width", input[2]), ("channels", input[3]),
            ("output_height", output[1]), ("output_width", output[2]), ("outputs", output[3]),
            ("kernel_height", vertical.Kernel), ("kernel_width", horizontal.Kernel),
            ("stride_y", vertical.Stride), ("stride_x", horizontal.Stride),
            ("dilation_y", vertical.Dilation), ("dilation_x", horizontal.Dilation),
            ("padding_top", vertical.Before), ("padding_left", horizontal.Before));
    }

    private static IEnumerable<KernelParameter> Integers(params (string Name, long Value)[] parameters) => ConvolutionParameters.Integers(parameters);

    /// <summary>No sum of any int8 inputs exceeds this magnitude, also where taps fall beyond the edges.</summary>
    private static long LargestSum(Node node, Graph graph, int[] bias)
    {
        sbyte[] weights = graph[node.Inputs[1]].Data!.ToArray<sbyte>();
        int zero = graph.TypeOf(node.Inputs[0]).Quantization!.ZeroPoint;
        long farthest = Math.Max(sbyte.MaxValue - zero, zero - sbyte.MinValue);
        long[] reach = Array.ConvertAll(bias, value => Math.Abs((long)value));
        for (int i = 0; i < weights.Length; i++)
        {
            reach[i % bias.Length] += Math.Abs((int)weights[i]) * farthest;
        }

        return reach.Max();
    }

    private static IEnumerable<double> RealMultipliers(Node node, Graph graph) =>
        ConvolutionRules.RealMultipliers(graph.TypeOf(node.Inputs[0]), graph.TypeOf(node.Inputs[1]), graph.TypeOf(node.Output));

    private static bool IsWide(Node node, Graph graph) => graph.TypeOf(node.Output).Element == ElementType.Int16;

    private static WindowAxis Vertical(Node node, Graph graph) =>
        ((DepthwiseConv2D)node.Operator).Vertical(graph.TypeOf(node.Inputs[0]).Shape, graph.TypeOf(node.Inputs[1]).Shape);

    private static WindowAxis Horizontal(Node node, Graph graph) =>
        ((DepthwiseConv2D)node.Operator).Horizontal(graph.TypeOf(node.Inputs[0]).Shape, graph.TypeOf(node.Inputs[1]).Shape);
}
