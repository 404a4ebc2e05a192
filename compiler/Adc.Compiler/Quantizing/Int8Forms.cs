using System.Collections.Frozen;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>The int8 form of every operator, one row each. Source: the quantization specification of TensorFlow Lite.</summary>
internal static class Int8Forms
{
    private static readonly Quantization Probability = Quantization.PerTensor(1f / 256, -128);
    private static readonly Quantization Unit = Quantization.PerTensor(1f / 128, 0);
    private static readonly Quantization LogProbability = Quantization.PerTensor(16f / 256, 127);

    private static readonly FrozenDictionary<Type, Func<Node, Int8Form>> Table = new Dictionary<Type, Func<Node, Int8Form>>
    {
        [typeof(Abs)] = Rescales(0),
        [typeof(Add)] = Rescales(0, 1),
        [typeof(ArgMax)] = Indexes(0),
        [typeof(ArgMin)] = Indexes(0),
        [typeof(BatchMatMul)] = Rescales(0, 1),
        [typeof(BatchToSpaceNd)] = Shares(0),
        [typeof(BroadcastTo)] = Shares(0),
        [typeof(Cast)] = StaysFloat,
        [typeof(Comparison)] = StaysFloat,
        [typeof(Concatenation)] = SharesAll,
        [typeof(Conv2D)] = Products(0, new WeightOperands(1, 2, 0)),
        [typeof(DepthToSpace)] = Shares(0),
        [typeof(DepthwiseConv2D)] = Products(0, new WeightOperands(1, 2, 3)),
        [typeof(Dequantize)] = StaysFloat,
        [typeof(Div)] = StaysFloat,
        [typeof(Elu)] = Rescales(0),
        [typeof(Exp)] = StaysFloat,
        [typeof(Extremum)] = Shares(0, 1),
        [typeof(Fill)] = Shares(1),
        [typeof(FullyConnected)] = Products(0, new WeightOperands(1, 2, 0)),
        [typeof(Gather)] = Shares(0),
        [typeof(HardSwish)] = Rescales(0),
        [typeof(L2Normalization)] = Fixed(Unit),
        [typeof(LeakyRelu)] = Rescales(0),
        [typeof(LogSoftmax)] = Fixed(LogProbability),
        [typeof(Logical)] = StaysFloat,
        [typeof(LogicalNot)] = StaysFloat,
        [typeof(Logistic)] = Fixed(Probability),
        [typeof(MirrorPad)] = Shares(0),
        [typeof(Mul)] = Rescales(0, 1),
        [typeof(Neg)] = StaysFloat,
        [typeof(Pack)] = SharesAll,
        [typeof(Pad)] = node => Shares(node.Inputs.Count > 2 ? [0, 2] : [0])(node),
        [typeof(Pool2D)] = Shares(0),
        [typeof(Prelu)] = Rescales(0, 1),
        [typeof(Quantize)] = StaysFloat,
        [typeof(Reduce)] = node => ((Reduce)node.Operator).Reduction == Reduction.Max ? Shares(0)(node) : Rescales(0)(node),
        // TensorFlow Lite Micro rescales in RELU, but in none of the others.
        [typeof(Relu)] = node => ((Relu)node.Operator).Activation == Activation.Relu ? Rescales(0)(node) : Shares(0)(node),
        [typeof(Reshape)] = Shares(0),
        [typeof(ResizeBilinear)] = Shares(0),
        [typeof(ResizeNearestNeighbor)] = Shares(0),
        [typeof(Rsqrt)] = Rescales(0),
        [typeof(SelectV2)] = Shares(1, 2),
        [typeof(ShapeOf)] = StaysFloat,
        [typeof(Slice)] = Shares(0),
        [typeof(Softmax)] = Fixed(Probability),
        [typeof(SpaceToBatchNd)] = Shares(0),
        [typeof(SpaceToDepth)] = Shares(0),
        [typeof(Split)] = Shares(1),
        [typeof(SplitV)] = Shares(0),
        [typeof(Sqrt)] = StaysFloat,
        [typeof(Square)] = StaysFloat,
        [typeof(SquaredDifference)] = Rescales(0, 1),
        [typeof(StridedSlice)] = Shares(0),
        [typeof(Sub)] = Rescales(0, 1),
        [typeof(Svdf)] = StaysFloat,
        [typeof(Tanh)] = Fixed(Unit),
        [typeof(Tile)] = Shares(0),
        [typeof(Transpose)] = Shares(0),
        [typeof(TransposeConv)] = Products(2, new WeightOperands(1, 3, 0)),
        [typeof(UnidirectionalSequenceLstm)] = StaysFloat,
        [typeof(Unpack)] = Shares(0),
    }.ToFrozenDictionary();

    /// <summary>The operator records that have a row.</summary>
    public static IReadOnlyCollection<Type> Operators => Table.Keys;

    /// <summary>The form of a node of a float graph; one that touches no float data, or whose weights are computed, stays as it is.</summary>
    public static Int8Form Of(Node node, Graph graph)
    {
        Int8Form form = Table[node.Operator.GetType()](node);
        bool isReal = form.Operands.All(position => graph.TypeOf(node.Inputs[position]).Element == ElementType.Float32);
        return isReal && form.Operands.Any(position => !graph[node.Inputs[position]].IsConstant) && (form.Weights is not { } weights || HasConstants(node, graph, weights))
            ? form
            : Int8Form.StaysFloat;
    }

    /// <summary>True when a node reads or writes float data, so that it matters whether it has an int8 form.</summary>
    public static bool TouchesFloat(Node node, Graph graph) =>
        node.Inputs.Concat(node.Outputs).Any(id => !id.IsNone && graph.TypeOf(id).Element == ElementType.Float32);

    private static bool HasConstants(Node node, Graph graph, WeightOperands weights) =>
        graph[node.Inputs[weights.Weights]].IsConstant && (node.Input(weights.Bias).IsNone || graph[node.Inputs[weights.Bias]].IsConstant);

    private static Func<Node, Int8Form> Products(int input, WeightOperands weights) => _ => new(Int8Kind.Products, [input], weights);

    private static Func<Node, Int8Form> Rescales(params int[] operands) => _ => new(Int8Kind.Rescales, operands.ToSequence());

    private static Func<Node, Int8Form> Shares(params int[] operands) => _ => new(Int8Kind.Shares, operands.ToSequence());

    private static Func<Node, Int8Form> Fixed(Quantization output) => _ => new(Int8Kind.Fixed, [0], Output: output);

    private static Func<Node, Int8Form> Indexes(int operand) => _ => new(Int8Kind.Indexes, [operand]);

    private static Int8Form SharesAll(Node node) => new(Int8Kind.Shares, Enumerable.Range(0, node.Inputs.Count).ToSequence());

    private static Int8Form StaysFloat(Node node) => Int8Form.StaysFloat;
}
