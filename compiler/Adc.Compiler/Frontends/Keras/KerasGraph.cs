using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>A float32 graph that grows layer by layer; the batch is 1.</summary>
internal sealed class KerasGraph
{
    private readonly List<Tensor> tensors = [];
    private readonly List<Node> nodes = [];
    private readonly List<TensorId> inputs = [];

    public Shape ShapeOf(TensorId id) => tensors[id.Value].Type.Shape;

    public TensorId Input(string name, Shape shape)
    {
        inputs.Add(Tensor(name, new TensorType(ElementType.Float32, shape)));
        return inputs[^1];
    }

    public TensorId Constant(string name, Shape shape, float[] values) =>
        Tensor(name, new TensorType(ElementType.Float32, shape), ConstantData.Of<float>(values));

    public TensorId Constant(string name, Shape shape, int[] values) => Tensor(name, new TensorType(ElementType.Int32, shape), ConstantData.Of<int>(values));

    /// <summary>Applies an operator with one output.</summary>
    public TensorId Add(Operator @operator, string name, Shape output, Origin origin, params TensorId[] operands) =>
        Add(@operator, name, new TensorType(ElementType.Float32, output), origin, operands);

    /// <inheritdoc cref="Add(Operator, string, Shape, Origin, TensorId[])"/>
    public TensorId Add(Operator @operator, string name, TensorType output, Origin origin, params TensorId[] operands)
    {
        if (output.Shape.Extents.Any(extent => extent < 1))
        {
            throw new KerasRefusalException($"its output would be {output.Shape}");
        }

        TensorId id = Tensor(name, output);
        nodes.Add(new Node(@operator, operands.ToSequence(), [id], origin));
        return id;
    }

    public Graph Build(string name, IEnumerable<TensorId> outputs) =>
        new(name, tensors.ToSequence(), nodes.ToSequence(), inputs.ToSequence(), outputs.ToSequence());

    private TensorId Tensor(string name, TensorType type, ConstantData? data = null)
    {
        Int128 size = type.Shape.Extents.Aggregate((Int128)type.Element.SizeInBytes(), (product, extent) => Int128.Min(product * extent, long.MaxValue));
        if (size > int.MaxValue)
        {
            throw new KerasRefusalException($"its tensor {type.Shape} would be larger than 2 GiB");
        }

        tensors.Add(new Tensor(new TensorId(tensors.Count), name, type, -1, data));
        return tensors[^1].Id;
    }
}
