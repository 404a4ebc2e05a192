using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Legality rules and numbers that the convolutions share.</summary>
internal static class ConvolutionRules
{
    /// <summary>A window may span so many rows or columns: positions inside it stay far from the end of 32 bits.</summary>
    private const int MostSpan = 65_535;

    private const double LargestScaleRatio = 1 << 16, LargestWideRatio = 1 << 7;

    public static LegalityRule Int8 { get; } = new TypeRule(
        "input and output must be int8 with per-tensor scales",
        (node, graph) => Rules.IsInt8(graph.TypeOf(Input(node))) && Rules.IsInt8(graph.TypeOf(node.Output)));

    public static LegalityRule Int8OrInt16 { get; } = new TypeRule(
        "input and output must both be int8 with per-tensor scales, or both int16 with per-tensor scales and zero point 0",
        (node, graph) => Int8.Holds(node, graph) || (IsInt16(graph.TypeOf(Input(node))) && IsInt16(graph.TypeOf(node.Output))));

    public static LegalityRule SymmetricWeights { get; } = new TypeRule(
        "weights must be int8 with zero point 0, per tensor or per output channel",
        (node, graph) => graph.TypeOf(node.Inputs[1]) is { Element: ElementType.Int8, Quantization: { Axis: 0 } quantization }
            && quantization.ZeroPoints.All(zeroPoint => zeroPoint == 0));

    public static LegalityRule IntegerBias { get; } = new TypeRule(
        "the bias must be int32, or int64 for int16 inputs",
        (node, graph) => BiasOf(node).IsNone || graph.TypeOf(BiasOf(node)).Element == ElementType.Int32
            || (graph.TypeOf(BiasOf(node)).Element == ElementType.Int64 && graph.TypeOf(Input(node)).Element == ElementType.Int16));

    public static LegalityRule BiasOfSums { get; } = new TypeRule(
        "the bias must be int32 for int8, and int64 for int16",
        (node, graph) => BiasOf(node).IsNone || graph.TypeOf(BiasOf(node)).Element
            == (graph.TypeOf(Input(node)).Element == ElementType.Int16 ? ElementType.Int64 : ElementType.Int32));

    public static LegalityRule ConstantWeights { get; } = new(
        "weights and bias must be constant",
        (node, graph) => graph[node.Inputs[1]].IsConstant && (BiasOf(node).IsNone || graph[BiasOf(node)].IsConstant));

    public static LegalityRule ComputedInput { get; } = new("the input must not be a constant", (node, graph) => !graph[Input(node)].IsConstant);

    public static LegalityRule ScaleRatio { get; } = new(
        "input scale * weight scale must be below 65,536 output scales",
        (node, graph) => RealMultipliers(node, graph).All(real => real < LargestScaleRatio));

    public static LegalityRule WideScaleRatio { get; } = new(
        "input scale * weight scale must be below 128 output scales for int16",
        (node, graph) => graph.TypeOf(node.Output).Element != ElementType.Int16 || RealMultipliers(node, graph).All(real => real < LargestWideRatio));

    public static LegalityRule WideBias { get; } = new(
        "a bias of int64 must be below 2^46 in magnitude",
        (node, graph) => BiasOf(node).IsNone || graph.TypeOf(BiasOf(node)).Element != ElementType.Int64
            || graph[BiasOf(node)].Data!.ToArray<long>().All(value => value is > -(1L << 46) and < 1L << 46));

    public static LegalityRule SmallSpan { get; } = new(
        "a dilated kernel must span at most 65,535 rows and columns",
        (node, graph) =>
        {
            Window window = ((Conv2D)node.Operator).Window;
            Shape kernel = graph.TypeOf(node.Inputs[1]).Shape;
            return window.Vertical(1, kernel[1]).Span <= MostSpan && window.Horizontal(1, kernel[2]).Span <= MostSpan;
        });

    /// <summary>input scale * weight scale / output scale in double precision, one or one per output channel.</summary>
    public static IEnumerable<double> RealMultipliers(TensorType input, TensorType weights, TensorType output) =>
        weights.Quantization!.Scales.Select(scale => (double)input.Quantization!.Scale * scale / output.Quantization!.Scale);

    /// <summary>The bias of a node, or zeros.</summary>
    public static long[] Bias(TensorId bias, int channels, Graph graph) => bias.IsNone ? new long[channels]
        : graph.TypeOf(bias).Element == ElementType.Int64 ? graph[bias].Data!.ToArray<long>()
        : Array.ConvertAll(graph[bias].Data!.ToArray<int>(), value => (long)value);

    private static IEnumerable<double> RealMultipliers(Node node, Graph graph) =>
        RealMultipliers(graph.TypeOf(Input(node)), graph.TypeOf(node.Inputs[1]), graph.TypeOf(node.Output));

    private static bool IsInt16(TensorType type) => type is { Element: ElementType.Int16, Quantization: { IsPerChannel: false, ZeroPoint: 0 } };

    // TRANSPOSE_CONV has the output's shape for its first input and the images behind the weights.
    private static TensorId Input(Node node) => node.Inputs[node.Operator is TransposeConv ? 2 : 0];

    private static TensorId BiasOf(Node node) => node.Input(node.Operator is TransposeConv ? 3 : 2);
}
