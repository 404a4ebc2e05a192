using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Formats.TfLite.BuiltinOperator;

namespace Adc.Compiler.Frontends.TfLite.Export;

/// <summary>The lowest version of each operator that has the types and options of a node, so that old runtimes take the file too.</summary>
/// <remarks>Source: what TensorFlow Lite's converter writes for a signature (its op_version.cc). Operators that are not listed have version 1.</remarks>
internal static class LowestVersions
{
    private static readonly Dictionary<BuiltinOperator, Func<Use, int>> Rules = new()
    {
        [BuiltinOperator.Abs] = use => use.Element switch { ElementType.Int32 => 5, ElementType.Int16 => 3, _ => use.IsByte ? 2 : 1 },
        [BuiltinOperator.Add] = use => use.Element switch { ElementType.Int64 => 4, ElementType.Int16 => 3, _ => ByBytes(use) },
        [BuiltinOperator.ArgMax] = use => use.Element == ElementType.Bool ? 3 : ByBytes(use),
        [BuiltinOperator.ArgMin] = use => use.Element == ElementType.Bool ? 3 : ByBytes(use),
        [AveragePool2D] = ByIntegers,
        [BuiltinOperator.BatchMatMul] = ByIntegers,
        [BuiltinOperator.BatchToSpaceNd] = InBlocks,
        [BuiltinOperator.BroadcastTo] = use => use.Element is ElementType.Int8 or ElementType.Int16 ? 3 : 2,
        [BuiltinOperator.Cast] = use => use.Element == ElementType.Int8 || use.Output == ElementType.Int8 ? 3 : 1,
        [BuiltinOperator.Concatenation] = ByIntegers,
        [BuiltinOperator.Conv2D] = use => use.IsGrouped ? 6 : use.Element switch { ElementType.Int16 => 4, ElementType.Int8 => 3, _ => 1 },
        [BuiltinOperator.DepthToSpace] = ByBytes,
        [BuiltinOperator.DepthwiseConv2D] = use => use.Element switch { ElementType.Int16 => 5, ElementType.Int8 => 3, _ => use.IsDilated ? 2 : 1 },
        [BuiltinOperator.Dequantize] = use => use.Element switch { ElementType.Int16 => 3, ElementType.Int8 => use.IsPerChannel ? 5 : 2, _ => 1 },
        [BuiltinOperator.Div] = use => use.Broadcasts && use.Rank > 4 ? 2 : 1,
        [Equal] = use => use.Element == ElementType.Int16 ? 4 : ByBytes(use),
        [BuiltinOperator.Exp] = use => use.Element is ElementType.Int8 or ElementType.Int16 ? 2 : 1,
        [BuiltinOperator.Fill] = use => use.Output switch { ElementType.Int8 or ElementType.Int16 => 3, ElementType.Bool => 2, _ => 1 },
        [BuiltinOperator.FullyConnected] = Dense,
        [BuiltinOperator.Gather] = GatherVersion,
        [Greater] = ByBytes,
        [GreaterEqual] = ByIntegers,
        [BuiltinOperator.L2Normalization] = ByBytes,
        [BuiltinOperator.LeakyRelu] = use => use.Element == ElementType.Int16 ? 2 : 1,
        [Less] = ByIntegers,
        [LessEqual] = ByBytes,
        [BuiltinOperator.LogSoftmax] = ByBytes,
        [BuiltinOperator.Logistic] = ByIntegers,
        [MaxPool2D] = ByIntegers,
        [Maximum] = use => use.Element == ElementType.Int16 ? 4 : use.Broadcasts && use.Rank > 4 ? 3 : ByBytes(use),
        [Mean] = ByIntegers,
        [Minimum] = use => use.Element == ElementType.Int16 ? 4 : use.Broadcasts && use.Rank > 4 ? 3 : ByBytes(use),
        [BuiltinOperator.MirrorPad] = ByIntegers,
        [BuiltinOperator.Mul] = Product,
        [NotEqual] = ByBytes,
        [BuiltinOperator.Pack] = ByIntegers,
        [BuiltinOperator.Pad] = Padded,
        [PadV2] = Padded,
        [BuiltinOperator.Quantize] = use => use.Output == ElementType.Int16 ? 2 : 1,
        [ReduceMax] = ByIntegers,
        [BuiltinOperator.Relu] = use => use.Element == ElementType.Int16 ? 3 : use.IsByte ? 2 : 1,
        [Relu6] = ByIntegers,
        [BuiltinOperator.ResizeBilinear] = use => use.Element == ElementType.Int16 ? 4 : use.Operator is ResizeBilinear { HalfPixelCenters: true } ? 3 : ByBytes(use),
        [BuiltinOperator.ResizeNearestNeighbor] = use => use.Element == ElementType.Int16 ? 4
            : use.Operator is ResizeNearestNeighbor { HalfPixelCenters: true } or ResizeNearestNeighbor { AlignCorners: true } ? 3 : ByBytes(use),
        [BuiltinOperator.Rsqrt] = ByIntegers,
        [BuiltinOperator.Slice] = use => use.Rank > 4 ? 5 : use.Element == ElementType.Int16 ? 4 : ByBytes(use),
        [BuiltinOperator.Softmax] = ByIntegers,
        [BuiltinOperator.SpaceToBatchNd] = InBlocks,
        [BuiltinOperator.SpaceToDepth] = ByBytes,
        [BuiltinOperator.Split] = use => use.ElementOf(1) switch { ElementType.Int16 => 4, ElementType.Int32 => 3, ElementType.Int8 => 2, _ => 1 },
        [BuiltinOperator.SplitV] = ByBytes,
        [BuiltinOperator.SquaredDifference] = ByBytes,
        [BuiltinOperator.StridedSlice] = Strided,
        [BuiltinOperator.Sub] = use => use.Element switch { ElementType.Int16 => 5, ElementType.Int64 => 4, _ => use.Broadcasts && use.Rank > 4 ? 3 : ByBytes(use) },
        [Sum] = ByBytes,
        [BuiltinOperator.Svdf] = use => use.Element == ElementType.Int8 ? 3 : 1,
        [BuiltinOperator.Tanh] = ByIntegers,
        [BuiltinOperator.Tile] = use => use.Element == ElementType.Int8 ? 3 : 1,
        [BuiltinOperator.Transpose] = use => use.Rank > 5 ? 6 : use.Element == ElementType.Int16 ? 5 : use.Rank > 4 ? 4 : use.Element == ElementType.Bool ? 3 : ByBytes(use),
        [BuiltinOperator.TransposeConv] = Transposed,
        [BuiltinOperator.Unpack] = use => use.Element switch { ElementType.Int16 => 4, ElementType.Bool => 3, _ => use.IsByte ? 2 : 1 },
    };

    public static int Of(BuiltinOperator builtin, Node node, Graph graph) => Rules.TryGetValue(builtin, out Func<Use, int>? rule) ? rule(new Use(node, graph)) : 1;

    private static int ByBytes(Use use) => use.Element == ElementType.Int8 ? 2 : 1;

    private static int ByIntegers(Use use) => use.Element == ElementType.Int16 ? 3 : ByBytes(use);

    private static int InBlocks(Use use) => use.Element == ElementType.Int16 ? 4 : use.RankOf(0) != 4 ? 3 : ByBytes(use);

    private static int Padded(Use use) => use.RankOf(0) > 4 ? 4 : ByIntegers(use);

    // The kernel of int16 came after the missing bias and the kept dimensions, that of int8 before.
    private static int Dense(Use use) => use.Element == ElementType.Int16 ? 7
        : use.InputCount < 3 ? 6
        : use.Operator is FullyConnected { KeepDimensions: true } ? 5
        : use.Element == ElementType.Int8 ? 4 : 1;

    private static int GatherVersion(Use use) => use.ElementOf(1) == ElementType.Int16 ? 6
        : use.Operator is Gather { BatchDimensions: not 0 } ? 5
        : use.Element switch { ElementType.Int16 => 4, ElementType.Bool => 3, _ => ByBytes(use) };

    // From version 3 on a step of the output may be finer than that of the product.
    private static int Product(Use use) => use.Element switch
    {
        ElementType.Int64 => 5,
        ElementType.Int16 => 4,
        ElementType.Int8 or ElementType.UInt8 when use.ScaleOf(0) * use.ScaleOf(1) >= use.OutputScale => 3,
        _ => ByBytes(use),
    };

    private static int Strided(Use use) => use.Operator switch
    {
        StridedSlice { EndIsOffset: true } => 8,
        StridedSlice { EllipsisMask: not 0 } or StridedSlice { NewAxisMask: not 0 } => 6,
        _ => use.RankOf(0) > 4 ? 4 : use.Element == ElementType.Bool ? 3 : ByBytes(use),
    };

    private static int Transposed(Use use) => use.Operator is TransposeConv { Activation: not Activation.None } ? 4
        : use.Has(3) ? 3
        : use.ElementOf(1) == ElementType.Int8 ? 2 : 1;

    /// <summary>A node with the types of its tensors.</summary>
    private sealed class Use(Node node, Graph graph)
    {
        public Operator Operator => node.Operator;

        public int InputCount => node.Inputs.Count;

        public ElementType Element => ElementOf(0);

        public ElementType Output => graph.TypeOf(node.Output).Element;

        public float OutputScale => graph.TypeOf(node.Output).Quantization?.Scale ?? 1;

        public bool IsByte => Element is ElementType.Int8 or ElementType.UInt8;

        public bool IsPerChannel => Input(0).Quantization?.IsPerChannel ?? false;

        public bool IsGrouped => Input(0).Shape[3] != Input(1).Shape[3];

        public bool IsDilated => Operator is DepthwiseConv2D { Window: not { DilationX: 1, DilationY: 1 } };

        public bool Broadcasts => Input(0).Shape != Input(1).Shape;

        public int Rank => node.Inputs.Where(id => !id.IsNone).Max(id => graph.TypeOf(id).Shape.Rank);

        public ElementType ElementOf(int index) => Input(index).Element;

        public int RankOf(int index) => Input(index).Shape.Rank;

        public float ScaleOf(int index) => Input(index).Quantization?.Scale ?? 1;

        public bool Has(int index) => !node.Input(index).IsNone;

        private TensorType Input(int index) => graph.TypeOf(node.Inputs[index]);
    }
}
