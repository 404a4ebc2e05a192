using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>Every kind of layer that tests draw, one row each.</summary>
internal static class RandomLayers
{
    public static IReadOnlyList<RandomLayer> All { get; } =
    [
        new BroadcastLayer("", ElementType.Int8, draft => new Add(draft.AnyActivation()), SumType),
        new BroadcastLayer("int16", ElementType.Int16, draft => new Add(draft.AnyActivation()), SumType),
        new BroadcastLayer("int32", ElementType.Int32, draft => new Add(draft.AnyActivation()), SumType) { HasKernel = false },
        new BroadcastLayer("float32", ElementType.Float32, draft => new Add(draft.AnyActivation()), SumType),
        new BroadcastLayer("", ElementType.Int8, draft => new Comparison(AnyRelation(draft)), TruthType) { ScaleLimit = 1 },
        new BroadcastLayer("bool", ElementType.Bool, draft => new Comparison(draft.Any(Relation.Equal, Relation.NotEqual)), TruthType),
        new BroadcastLayer("float32", ElementType.Float32, draft => new Comparison(AnyRelation(draft)), TruthType),
        new BroadcastLayer("int32", ElementType.Int32, draft => new Comparison(AnyRelation(draft)), TruthType),
        new BroadcastLayer("float32", ElementType.Float32, draft => new Div(draft.AnyActivation()), SumType) { StandsAlone = true },
        new BroadcastLayer("", ElementType.Int8, draft => new Extremum(draft.OneIn(2)), (_, a, _, shape) => a with { Shape = shape }) { IsOfOneScale = true },
        new BroadcastLayer("float32", ElementType.Float32, draft => new Extremum(draft.OneIn(2)), (_, a, _, shape) => a with { Shape = shape }) { HasKernel = false },
        new BatchMatMulLayer(),
        new BatchMatMulLayer(ElementType.Float32),
        new Conv2DLayer(ElementType.Int8, hasBias: true),
        new Conv2DLayer(ElementType.Int8, remark: "in groups or without a bias", isGrouped: true)
            .Agreeing(Agreement.None("the library has no groups and wants a bias")),
        new Conv2DLayer(ElementType.Int16, ElementType.Int64, "int16", hasBias: true),
        new Conv2DLayer(ElementType.Int16, ElementType.Int32, "int16 with an int32 bias or none", isGrouped: true)
            .Agreeing(Agreement.None("the library wants a bias of int64")),
        new Conv2DLayer(ElementType.Float32, remark: "float32", hasBias: true)
            .Agreeing(Agreement.WithinRelative(1e-5, "the library sums in another order")),
        new DepthwiseConv2DLayer(ElementType.Int8),
        new DepthwiseConv2DLayer(ElementType.Int16),
        new DepthwiseConv2DLayer(ElementType.Float32),
        new FullyConnectedLayer(),
        new FullyConnectedInt16Layer(isPerChannel: false, hasAnyBias: false),
        new FullyConnectedInt16Layer(isPerChannel: false, hasAnyBias: true),
        new FullyConnectedInt16Layer(isPerChannel: true, hasAnyBias: true),
        .. IndexingLayers.All,
        .. MovingLayers.All,
        new BroadcastLayer("", ElementType.Bool, draft => new Logical(draft.OneIn(2)), TruthType),
        new UnaryLayer(_ => new LogicalNot(), (_, input) => input, element: ElementType.Bool),
        new BroadcastLayer("", ElementType.Int8, draft => new Mul(draft.AnyActivation()), ProductType),
        new BroadcastLayer("int16", ElementType.Int16, draft => new Mul(draft.AnyActivation()), ProductType),
        new BroadcastLayer("int32", ElementType.Int32, draft => new Mul(draft.AnyActivation()), SumType) { HasKernel = false },
        new BroadcastLayer("float32", ElementType.Float32, draft => new Mul(draft.AnyActivation()), SumType),
        new BroadcastLayer("", ElementType.Int8, _ => new Prelu(), (draft, a, _, shape) => draft.Like(a, shape)) { IsSymmetric = false },
        new BroadcastLayer("float32", ElementType.Float32, _ => new Prelu(), SumType) { IsSymmetric = false, HasKernel = false },
        new SelectLayer(),
        new BroadcastLayer("", ElementType.Int8, _ => new SquaredDifference(), SquareType),
        new BroadcastLayer("int32", ElementType.Int32, _ => new SquaredDifference(), SumType) { HasKernel = false },
        new BroadcastLayer("float32", ElementType.Float32, _ => new SquaredDifference(), SumType) { HasKernel = false },
        new BroadcastLayer("", ElementType.Int8, draft => new Sub(draft.AnyActivation()), SumType),
        new BroadcastLayer("int16", ElementType.Int16, draft => new Sub(draft.AnyActivation()), SumType),
        new BroadcastLayer("int32", ElementType.Int32, draft => new Sub(draft.AnyActivation()), SumType) { HasKernel = false },
        new BroadcastLayer("float32", ElementType.Float32, draft => new Sub(draft.AnyActivation()), SumType),
        new FloatFullyConnectedLayer(),
        new UnaryLayer(_ => new Logistic(), (_, input) => new TensorType(ElementType.Int8, input.Shape, Quantization.PerTensor(1f / 256, -128))),
        new Pool2DLayer(Pooling.Average),
        new Pool2DLayer(Pooling.Average, ElementType.Int16),
        new Pool2DLayer(Pooling.Average, ElementType.Float32),
        new Pool2DLayer(Pooling.Max),
        new Pool2DLayer(Pooling.Max, ElementType.Int16),
        new Pool2DLayer(Pooling.Max, ElementType.Float32),
        new ReduceLayer(Reduction.Max),
        new ReduceLayer(Reduction.Max, ElementType.Float32),
        new ReduceLayer(Reduction.Mean),
        new ReduceLayer(Reduction.Mean, ElementType.Float32),
        new ReduceLayer(Reduction.Sum),
        new ReduceLayer(Reduction.Sum, ElementType.Float32),
        new UnaryLayer(draft => new Relu(draft.Any(Activation.Relu, Activation.Relu6, Activation.ReluN1To1)), (draft, input) => draft.Like(input, input.Shape)),
        new UnaryLayer(draft => new Softmax(draft.OneIn(2) ? 1 : draft.Near1()), (_, input) => new TensorType(ElementType.Int8, input.Shape, Quantization.PerTensor(1f / 256, -128))),
        new SvdfLayer(ElementType.Int16),
        new SvdfLayer(ElementType.Int8),
        new UnaryLayer(_ => new Tanh(), (_, input) => new TensorType(ElementType.Int8, input.Shape, Quantization.PerTensor(1f / 128, 0)))
            .Agreeing(Agreement.Within(1, "the C library's tanhf is off by a bit in some places")),
        new TransposeConvLayer(ElementType.Int8),
        new TransposeConvLayer(ElementType.Int8, "with an activation", isActivated: true)
            .Agreeing(Agreement.None("the library does not know the option")),
        new TransposeConvLayer(ElementType.Float32, "float32")
            .Agreeing(Agreement.WithinRelative(1e-5, "the library sums in another order")),
        new UnidirectionalSequenceLstmLayer(saturates: false),
        new UnidirectionalSequenceLstmLayer(saturates: true),
        new UnaryLayer(_ => new Reshape(), (_, input) => input with { Shape = Shape.Of(input.Shape.ElementCount) }),
        .. QuantizeLayers.All,
        .. UnaryLayers.All,
    ];

    /// <summary>The layer of that name.</summary>
    public static RandomLayer Named(string name) => All.Single(layer => layer.Name == name);

    private static Relation AnyRelation(LayerDraft draft) => draft.Any(Enum.GetValues<Relation>());

    private static TensorType TruthType(LayerDraft draft, TensorType a, TensorType b, Shape shape) => new(ElementType.Bool, shape);

    private static TensorType SumType(LayerDraft draft, TensorType a, TensorType b, Shape shape) =>
        draft.Like(a.Quantization is null || a.Quantization.Scale > b.Quantization!.Scale ? a : b, shape);

    private static TensorType ProductType(LayerDraft draft, TensorType a, TensorType b, Shape shape)
    {
        float steps = a.Element == ElementType.Int16 ? draft.Any(2f, 3000f, 20000f) : draft.Any(0.05f, 1, 50, 300);
        float scale = Math.Clamp(a.Quantization!.Scale * b.Quantization!.Scale * steps * draft.Near1(), BroadcastLayer.LeastScale, BroadcastLayer.MostScale);
        return a.Element == ElementType.Int16 ? draft.AnyInt16(shape, scale) : draft.AnyInt8(shape, scale);
    }

    private static TensorType SquareType(LayerDraft draft, TensorType a, TensorType b, Shape shape)
    {
        float greater = Math.Max(a.Quantization!.Scale, b.Quantization!.Scale);
        return draft.AnyInt8(shape, Math.Clamp(greater * greater * draft.Any(0.01f, 1, 100) * draft.Near1(), BroadcastLayer.LeastScale, BroadcastLayer.MostScale));
    }
}
