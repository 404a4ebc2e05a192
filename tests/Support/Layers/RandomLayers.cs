using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>Every kind of layer that tests draw, one row each.</summary>
internal static class RandomLayers
{
    public static IReadOnlyList<RandomLayer> All { get; } =
    [
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
        .. IndexingLayers.All,
        .. MovingLayers.All,
        new FullyConnectedLayer(),
        new UnaryLayer(_ => new Dequantize(), (_, input) => new TensorType(ElementType.Float32, input.Shape)),
        new UnaryLayer(_ => new Logistic(), (_, input) => new TensorType(ElementType.Int8, input.Shape, Quantization.PerTensor(1f / 256, -128))),
        new UnaryLayer(_ => new Quantize(), (draft, input) => draft.Like(input, input.Shape)),
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
    ];

    /// <summary>The layer of that name.</summary>
    public static RandomLayer Named(string name) => All.Single(layer => layer.Name == name);
}
