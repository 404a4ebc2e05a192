using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Quantizing;

/// <summary>Small float graphs with random weights of a fixed seed.</summary>
internal sealed class FloatDraft(int seed = 1)
{
    private readonly Random random = new(seed);
    private readonly GraphDraft draft = new();
    private int names;

    public TensorId Input(params int[] shape) => draft.Input(Name("x"), GraphDraft.Float32(shape));

    public TensorId Constant(int[] shape, params float[] values) => draft.Constant(Name("c"), GraphDraft.Float32(shape), values);

    /// <summary>Uniform values from −1 to 1 times a factor.</summary>
    public TensorId Random(int[] shape, float factor = 1) => Constant(shape, Values(shape.Aggregate(1, (product, extent) => product * extent), factor));

    public float[] Values(int count, float factor = 1) => [.. Enumerable.Range(0, count).Select(_ => ((random.NextSingle() * 2) - 1) * factor)];

    public TensorId Add(Operator @operator, int[] shape, params TensorId[] operands) => draft.Add(@operator, Name("t"), GraphDraft.Float32(shape), operands);

    /// <summary>A dense layer with random weights and biases.</summary>
    public TensorId Dense(TensorId input, int outputs, Activation activation = Activation.None)
    {
        Shape shape = draft.TypeOf(input).Shape;
        return Add(new FullyConnected(activation), [shape[0], outputs], input, Random([outputs, shape.Extents[^1]]), Random([outputs]));
    }

    /// <summary>A 3x3 convolution with random weights and biases, SAME.</summary>
    public TensorId Convolution(TensorId input, int outputs, Activation activation = Activation.None)
    {
        Shape shape = draft.TypeOf(input).Shape;
        return Add(
            new Conv2D(new Window(Padding.Same), activation), [shape[0], shape[1], shape[2], outputs],
            input, Random([outputs, 3, 3, shape[3]], 0.3f), Random([outputs]));
    }

    public Graph Build(params TensorId[] outputs) => draft.Build(outputs);

    private string Name(string kind) => $"{kind}{names++}";
}
