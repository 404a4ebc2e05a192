using System.Collections.Frozen;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>What every operator means, in plain arithmetic: the oracle of the compiler.</summary>
public sealed class ReferenceEvaluator(Rounding rounding) : IEvaluator
{
    private static readonly FrozenDictionary<Type, Func<Operator, Invocation, IReadOnlyList<ConstantData>?>> Table =
        new Dictionary<Type, Func<Operator, Invocation, IReadOnlyList<ConstantData>?>>
        {
            [typeof(Abs)] = One(AbsReference.Evaluate),
            [typeof(Add)] = One<Add>(AddReference.Evaluate),
            [typeof(ArgMax)] = One(ArgMaxReference.Evaluate),
            [typeof(ArgMin)] = One(ArgMinReference.Evaluate),
            [typeof(BatchMatMul)] = One<BatchMatMul>(BatchMatMulReference.Evaluate),
            [typeof(BatchToSpaceNd)] = One(BatchToSpaceNdReference.Evaluate),
            [typeof(BroadcastTo)] = One(BroadcastToReference.Evaluate),
            [typeof(Cast)] = One(CastReference.Evaluate),
            [typeof(Comparison)] = One<Comparison>(ComparisonReference.Evaluate),
            [typeof(Concatenation)] = One<Concatenation>(ConcatenationReference.Evaluate),
            [typeof(Conv2D)] = One<Conv2D>(Conv2DReference.Evaluate),
            [typeof(DepthToSpace)] = One<DepthToSpace>(DepthToSpaceReference.Evaluate),
            [typeof(DepthwiseConv2D)] = One<DepthwiseConv2D>(DepthwiseConv2DReference.Evaluate),
            [typeof(Dequantize)] = One(DequantizeReference.Evaluate),
            [typeof(Div)] = One<Div>(DivReference.Evaluate),
            [typeof(Elu)] = One(EluReference.Evaluate),
            [typeof(Exp)] = One(ExpReference.Evaluate),
            [typeof(Extremum)] = One<Extremum>(ExtremumReference.Evaluate),
            [typeof(Fill)] = One(FillReference.Evaluate),
            [typeof(FullyConnected)] = One<FullyConnected>(FullyConnectedReference.Evaluate),
            [typeof(Gather)] = One<Gather>(GatherReference.Evaluate),
            [typeof(HardSwish)] = One(HardSwishReference.Evaluate),
            [typeof(L2Normalization)] = One(L2NormalizationReference.Evaluate),
            [typeof(LeakyRelu)] = One<LeakyRelu>(LeakyReluReference.Evaluate),
            [typeof(LogSoftmax)] = One(LogSoftmaxReference.Evaluate),
            [typeof(Logical)] = One<Logical>(LogicalReference.Evaluate),
            [typeof(LogicalNot)] = One(LogicalNotReference.Evaluate),
            [typeof(Logistic)] = One(LogisticReference.Evaluate),
            [typeof(MirrorPad)] = One<MirrorPad>(MirrorPadReference.Evaluate),
            [typeof(Mul)] = One<Mul>(MulReference.Evaluate),
            [typeof(Neg)] = One(NegReference.Evaluate),
            [typeof(Pack)] = One<Pack>(PackReference.Evaluate),
            [typeof(Pad)] = One(PadReference.Evaluate),
            [typeof(Pool2D)] = One<Pool2D>(Pool2DReference.Evaluate),
            [typeof(Prelu)] = One(PreluReference.Evaluate),
            [typeof(Quantize)] = One(QuantizeReference.Evaluate),
            [typeof(Reduce)] = One<Reduce>(ReduceReference.Evaluate),
            [typeof(Relu)] = One<Relu>(ReluReference.Evaluate),
            [typeof(Reshape)] = One(ReshapeReference.Evaluate),
            [typeof(ResizeBilinear)] = One<ResizeBilinear>(ResizeBilinearReference.Evaluate),
            [typeof(ResizeNearestNeighbor)] = One<ResizeNearestNeighbor>(ResizeNearestNeighborReference.Evaluate),
            [typeof(Rsqrt)] = One(RsqrtReference.Evaluate),
            [typeof(SelectV2)] = One(SelectV2Reference.Evaluate),
            [typeof(ShapeOf)] = One(ShapeOfReference.Evaluate),
            [typeof(Slice)] = One(SliceReference.Evaluate),
            [typeof(Softmax)] = One<Softmax>(SoftmaxReference.Evaluate),
            [typeof(SpaceToBatchNd)] = One(SpaceToBatchNdReference.Evaluate),
            [typeof(SpaceToDepth)] = One<SpaceToDepth>(SpaceToDepthReference.Evaluate),
            [typeof(Split)] = Many<Split>(SplitReference.Evaluate),
            [typeof(SplitV)] = Many<SplitV>(SplitVReference.Evaluate),
            [typeof(Sqrt)] = One(SqrtReference.Evaluate),
            [typeof(Square)] = One(SquareReference.Evaluate),
            [typeof(SquaredDifference)] = One(SquaredDifferenceReference.Evaluate),
            [typeof(StridedSlice)] = One<StridedSlice>(StridedSliceReference.Evaluate),
            [typeof(Sub)] = One<Sub>(SubReference.Evaluate),
            [typeof(Svdf)] = Many<Svdf>(SvdfReference.Evaluate),
            [typeof(Tanh)] = One(TanhReference.Evaluate),
            [typeof(Tile)] = One(TileReference.Evaluate),
            [typeof(Transpose)] = One(TransposeReference.Evaluate),
            [typeof(TransposeConv)] = One<TransposeConv>(TransposeConvReference.Evaluate),
            [typeof(UnidirectionalSequenceLstm)] = Many<UnidirectionalSequenceLstm>(UnidirectionalSequenceLstmReference.Evaluate),
            [typeof(Unpack)] = Many<Unpack>(UnpackReference.Evaluate),
        }.ToFrozenDictionary();

    /// <summary>The operator records that have a meaning here.</summary>
    public static IReadOnlyCollection<Type> Operators => Table.Keys;

    public Rounding Rounding => rounding;

    public IReadOnlyList<ConstantData>? Evaluate(Operator @operator, IReadOnlyList<TensorValue?> inputs, IReadOnlyList<TensorType> outputs)
    {
        ArgumentNullException.ThrowIfNull(@operator);
        ArgumentNullException.ThrowIfNull(outputs);
        return Table.TryGetValue(@operator.GetType(), out Func<Operator, Invocation, IReadOnlyList<ConstantData>?>? evaluate)
            ? evaluate(@operator, new Invocation(inputs, outputs, rounding))
            : null;
    }

    private static Func<Operator, Invocation, IReadOnlyList<ConstantData>?> One(Func<Invocation, ConstantData?> evaluate) =>
        (_, call) => evaluate(call) is { } output ? [output] : null;

    private static Func<Operator, Invocation, IReadOnlyList<ConstantData>?> One<T>(Func<T, Invocation, ConstantData?> evaluate)
        where T : Operator => (op, call) => evaluate((T)op, call) is { } output ? [output] : null;

    /// <summary>A row of an operator with several outputs.</summary>
    private static Func<Operator, Invocation, IReadOnlyList<ConstantData>?> Many<T>(Func<T, Invocation, IReadOnlyList<ConstantData>?> evaluate)
        where T : Operator => (op, call) => evaluate((T)op, call);
}
