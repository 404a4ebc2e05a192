using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>Every kind of layer that tests draw, one row each.</summary>
internal static class RandomLayers
{
    public static IReadOnlyList<RandomLayer> All { get; } =
    [
        new FullyConnectedLayer(),
        new UnaryLayer(_ => new Dequantize(), (_, input) => new TensorType(ElementType.Float32, input.Shape)),
        new UnaryLayer(_ => new Logistic(), (_, input) => new TensorType(ElementType.Int8, input.Shape, Quantization.PerTensor(1f / 256, -128))),
        new UnaryLayer(_ => new Quantize(), (draft, input) => draft.Like(input, input.Shape)),
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
        new UnidirectionalSequenceLstmLayer(saturates: false),
        new UnidirectionalSequenceLstmLayer(saturates: true),
        new UnaryLayer(_ => new Reshape(), (_, input) => input with { Shape = Shape.Of(input.Shape.ElementCount) }),
    ];

    /// <summary>The layer of that name.</summary>
    public static RandomLayer Named(string name) => All.Single(layer => layer.Name == name);
}
