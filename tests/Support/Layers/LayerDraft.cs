using Adc.Compiler.Ir;

namespace Adc.Tests.Support.Layers;

/// <summary>A graph that grows by random layers, and the dice they are drawn with.</summary>
internal sealed class LayerDraft(Random random, string name = "m")
{
    private readonly GraphDraft draft = new(name);
    private int names;

    public Random Random { get; } = random;

    /// <summary>Everything computed or put in so far that a layer may read, in the order in which it came to be.</summary>
    public List<Value> Values { get; } = [];

    public Value Input(TensorType type) => Remember(new Value(draft.Input(Name(), type), type));

    /// <summary>A constant; layers may read it, but it is none of <see cref="Values"/>.</summary>
    public TensorId Constant<T>(TensorType type, params T[] values)
        where T : unmanaged => draft.Constant(Name(), type, values);

    /// <summary>A constant vector of int32, such as axes or paddings.</summary>
    public TensorId Int32s(params int[] values) => Constant(GraphDraft.Int32(values.Length), values);

    /// <summary>A constant of random elements over the whole range of its type.</summary>
    public TensorId RandomConstant(TensorType type) => draft.Tensor(Name(), type, RandomData(type));

    /// <summary>Applies an operator with one output.</summary>
    public Value Add(Operator @operator, TensorType output, params TensorId[] inputs) =>
        Remember(new Value(draft.Add(@operator, Name(), output, inputs), output));

    /// <summary>Applies an operator with several outputs.</summary>
    public IReadOnlyList<Value> AddMany(Operator @operator, IReadOnlyList<TensorType> outputs, params TensorId[] inputs)
    {
        Value[] values = [.. outputs.Select(type => new Value(draft.Tensor(Name(), type), type))];
        draft.Apply(@operator, inputs, [.. values.Select(value => value.Id)]);
        return [.. values.Select(Remember)];
    }

    /// <summary>A state as it is before the inference; it is none of <see cref="Values"/>.</summary>
    public TensorId State(TensorType type, ConstantData? initial = null) => draft.State(Name(), type, initial);

    /// <summary>Says what a state becomes.</summary>
    public void Become(TensorId before, TensorId after) => draft.Become(before, after);

    /// <summary>Applies an operator that moves states on; the new states are none of <see cref="Values"/>.</summary>
    /// <param name="states">Those of the inputs that are states, in the order of <see cref="IStateful.StateInputs"/>.</param>
    public Value AddStateful(Operator @operator, TensorType output, TensorId[] inputs, params TensorId[] states)
    {
        var value = new Value(draft.Tensor(Name(), output), output);
        TensorId[] after = [.. states.Select(state => draft.Tensor(Name(), draft.TypeOf(state)))];
        draft.Apply(@operator, inputs, [value.Id, .. after]);
        foreach ((TensorId before, TensorId now) in states.Zip(after))
        {
            draft.Become(before, now);
        }

        return Remember(value);
    }

    public Graph Build(IEnumerable<Value> outputs) => draft.Build([.. outputs.Select(value => value.Id).Distinct()]);

    public bool OneIn(int n) => Random.Next(n) == 0;

    public T Any<T>(params T[] choices) => choices[Random.Next(choices.Length)];

    /// <summary>A shape of the given rank with extents of 1 to <paramref name="largest"/>.</summary>
    public Shape AnyShape(int rank, int largest = 7) => new(Enumerable.Range(0, rank).Select(_ => Random.Next(1, largest + 1)).ToSequence());

    /// <summary>A batch of images [batch, height, width, channels]; the batch is mostly 1.</summary>
    public Shape AnyImages(int largestSide = 9, int mostChannels = 9) => Shape.Of(
        OneIn(5) ? 2 : 1, Random.Next(1, largestSide + 1), Random.Next(1, largestSide + 1), Random.Next(1, mostChannels + 1));

    /// <summary>int8 with one scale; the zero point likes the ends of its range.</summary>
    public TensorType AnyInt8(Shape shape, float? scale = null) => new(ElementType.Int8, shape, Quantization.PerTensor(
        scale ?? AnyScale(), Random.Next(5) switch { 0 => -128, 1 => 127, 2 => 0, _ => Random.Next(-128, 128) }));

    /// <summary>int16 with one scale and zero point 0, as the format wants it.</summary>
    public TensorType AnyInt16(Shape shape, float? scale = null) => new(ElementType.Int16, shape, Quantization.PerTensor(scale ?? (AnyScale() / 256), 0));

    /// <summary>The type of a result that is quantized as its input is: int8, int16 or float32, with a scale of its own.</summary>
    public TensorType Like(TensorType input, Shape shape, float factor = 1) => input.Element switch
    {
        ElementType.Int8 => AnyInt8(shape, input.Quantization!.Scale * factor * Near1()),
        ElementType.Int16 => AnyInt16(shape, input.Quantization!.Scale * factor * Near1()),
        _ => new TensorType(input.Element, shape),
    };

    /// <summary>Scales from small to large, most of them as networks have them.</summary>
    public float AnyScale() => OneIn(10) ? 1e-4f : OneIn(10) ? 20f : 0.05f * Near1();

    /// <summary>A factor between 1/e and e.</summary>
    public float Near1() => MathF.Exp((Random.NextSingle() * 2) - 1);

    public Activation AnyActivation() => Any(Activation.None, Activation.None, Activation.Relu, Activation.Relu6, Activation.ReluN1To1);

    private ConstantData RandomData(TensorType type)
    {
        int count = type.Shape.ElementCount;
        return type.Element switch
        {
            ElementType.Float32 => ConstantData.Of<float>([.. Enumerable.Range(0, count).Select(_ => (Random.NextSingle() * 4) - 2)]),
            ElementType.Int8 => ConstantData.Of<sbyte>([.. Enumerable.Range(0, count).Select(_ => (sbyte)Random.Next(-128, 128))]),
            ElementType.UInt8 => ConstantData.Of<byte>([.. Enumerable.Range(0, count).Select(_ => (byte)Random.Next(256))]),
            ElementType.Bool => ConstantData.Of<byte>([.. Enumerable.Range(0, count).Select(_ => (byte)Random.Next(2))]),
            ElementType.Int16 => ConstantData.Of<short>([.. Enumerable.Range(0, count).Select(_ => (short)Random.Next(-32768, 32768))]),
            ElementType.Int32 => ConstantData.Of<int>([.. Enumerable.Range(0, count).Select(_ => Random.Next(-1000, 1000))]),
            _ => ConstantData.Of<long>([.. Enumerable.Range(0, count).Select(_ => (long)Random.Next(-1000, 1000))]),
        };
    }

    private Value Remember(Value value)
    {
        Values.Add(value);
        return value;
    }

    private string Name() => $"t{names++}";
}

/// <summary>A tensor of a draft and its type.</summary>
internal readonly record struct Value(TensorId Id, TensorType Type)
{
    public Shape Shape => Type.Shape;
}
