using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Tests.Support;

/// <summary>Writes down a graph line by line; ids count up from 0 in the order of the calls.</summary>
internal sealed class GraphDraft(string name = "m")
{
    private readonly List<Tensor> tensors = [];
    private readonly List<Node> nodes = [];
    private readonly List<TensorId> inputs = [];
    private readonly List<State> states = [];

    public TensorId Input(string tensorName, TensorType type)
    {
        inputs.Add(Tensor(tensorName, type));
        return inputs[^1];
    }

    public TensorId Constant<T>(string tensorName, TensorType type, params T[] values)
        where T : unmanaged => Tensor(tensorName, type, ConstantData.Of<T>(values));

    /// <summary>A tensor that is neither input nor constant: somebody has to write it.</summary>
    public TensorId Tensor(string tensorName, TensorType type, ConstantData? data = null)
    {
        tensors.Add(new(new TensorId(tensors.Count), tensorName, type, tensors.Count, data));
        return tensors[^1].Id;
    }

    public TensorType TypeOf(TensorId id) => tensors[id.Value].Type;

    /// <summary>Applies an operator; its result is a new tensor.</summary>
    public TensorId Add(Operator @operator, string outputName, TensorType output, params TensorId[] operands)
    {
        TensorId id = Tensor(outputName, output);
        Apply(@operator, operands, id);
        return id;
    }

    public void Apply(Operator @operator, TensorId[] operands, params TensorId[] results) => nodes.Add(new(
        @operator, operands.ToSequence(), results.ToSequence(),
        new Origin($"{name}.tflite", OperatorIndex: nodes.Count, Name: tensors[results[0].Value].Name)));

    /// <summary>A tensor that holds a state before the inference; it stays as it is until <see cref="Become"/> says otherwise.</summary>
    public TensorId State(string tensorName, TensorType type, ConstantData? initial = null)
    {
        TensorId before = Tensor(tensorName, type);
        states.Add(new State(before, before, initial ?? new ConstantData(new byte[type.SizeInBytes])));
        return before;
    }

    /// <summary>Says what a state becomes.</summary>
    public void Become(TensorId before, TensorId after)
    {
        int index = states.FindIndex(state => state.Before == before);
        states[index] = states[index] with { After = after };
    }

    public Graph Build(params TensorId[] outputs) =>
        new(name, tensors.ToSequence(), nodes.ToSequence(), inputs.ToSequence(), outputs.ToSequence()) { States = states.ToSequence() };

    public static TensorType Int8(float scale, int zeroPoint, params int[] shape) =>
        new(ElementType.Int8, Shape.Of(shape), Quantization.PerTensor(scale, zeroPoint));

    public static TensorType Float32(params int[] shape) => new(ElementType.Float32, Shape.Of(shape));

    public static TensorType Int32(params int[] shape) => new(ElementType.Int32, Shape.Of(shape));
}
