using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support;

/// <summary>Makes small graphs of every operator that adc lowers, in every combination that it should cope with.</summary>
/// <remarks>
/// One or two inputs and outputs; fully connected layers of odd and even sizes, with and without bias and activation, per tensor and
/// per channel; zero points at the ends of their range; scales from tiny to huge; forks, dead ends and things for passes to remove.
/// </remarks>
internal sealed class RandomGraph
{
    private static readonly TensorType Probability = GraphDraft.Int8(1f / 256, -128);

    private readonly Random random;
    private readonly GraphDraft draft;
    private readonly int largestLayer;
    private int names;

    private RandomGraph(int seed, string name, int largestLayer)
    {
        random = new Random(seed);
        draft = new GraphDraft(name);
        this.largestLayer = largestLayer;
    }

    /// <param name="largestLayer">Most rows of a fully connected layer, and most columns of the first one.</param>
    public static Graph Of(int seed, string name = "m", int largestLayer = 70) => new RandomGraph(seed, name, largestLayer).Build();

    private Graph Build()
    {
        List<TensorId> outputs = [];
        for (int branches = OneIn(3) ? 2 : 1; branches > 0; branches--)
        {
            Value value = Start();
            for (int layers = random.Next(1, 6); layers > 0; layers--)
            {
                Value before = value;
                value = Step(value);
                if (OneIn(6))
                {
                    outputs.Add(Step(before).Id); // a second reader
                }

                if (OneIn(8))
                {
                    Step(before); // a dead end
                }
            }

            outputs.Add(End(value));
        }

        if (OneIn(5))
        {
            TensorType type = Quantized(Shape.Of(2, Size(1)), AnyScale());
            outputs.Add(draft.Add(new Reshape(), Name(), type with { Shape = Shape.Of(type.Shape.ElementCount) }, draft.Input(Name(), type)));
        }

        return draft.Build([.. outputs]);
    }

    private Value Start()
    {
        int batches = OneIn(4) ? random.Next(2, 4) : 1;
        Shape shape = Shape.Of(batches, Size(batches));
        TensorType type = Quantized(shape, AnyScale());
        return OneIn(2)
            ? new(draft.Input(Name(), type), type)
            : Add(new Quantize(), type, new(draft.Input(Name(), new(ElementType.Float32, shape)), type));
    }

    private TensorId End(Value value) => OneIn(2) ? Add(new Dequantize(), new(ElementType.Float32, value.Type.Shape), value).Id
        : OneIn(4) ? Add(new Reshape(), value.Type with { Shape = Shape.Of(value.Type.Shape.ElementCount) }, value).Id
        : value.Id;

    private Value Step(Value value) => random.Next(16) switch
    {
        0 => Add(new Relu(AnyClamp()), value.Type, value), // can be fused
        1 => Add(new Relu(AnyClamp()), Quantized(value.Type.Shape, value.Type.Quantization!.Scale * Near1()), value),
        2 => Add(new Logistic(), Probability with { Shape = value.Type.Shape }, value),
        3 => Add(new Tanh(), GraphDraft.Int8(1f / 128, 0) with { Shape = value.Type.Shape }, value),
        4 => Add(new Softmax(OneIn(2) ? 1 : Near1()), Probability with { Shape = value.Type.Shape }, value),
        5 => Reshaped(Reshaped(value)),
        6 => Add(new Quantize(), Quantized(value.Type.Shape, value.Type.Quantization!.Scale * Near1()), value),
        7 => ReshapedAtRunTime(value),
        _ => Dense(value),
    };

    private Value Dense(Value value)
    {
        int columns = value.Type.Shape.Extents[^1];
        if (OneIn(10))
        {
            columns = random.GetItems([.. Enumerable.Range(1, value.Type.Shape.ElementCount).Where(n => value.Type.Shape.ElementCount % n == 0)], 1)[0];
        }

        int batches = value.Type.Shape.ElementCount / columns, rows = Size(batches);
        float[] scales = [.. Enumerable.Range(0, OneIn(3) ? rows : 1).Select(_ => 0.01f * Near1())];
        float typicalSum = MathF.Sqrt(columns) * 70 * 50 * value.Type.Quantization!.Scale * scales[0];
        float outputScale = typicalSum / 50 * (OneIn(8) ? 1e-7f : OneIn(8) ? 1e7f : Near1());
        outputScale = MathF.Max(outputScale, value.Type.Quantization.Scale * scales.Max() / 60000); // beyond 65,536 adc refuses
        TensorId weights = draft.Constant(
            Name(), new(ElementType.Int8, Shape.Of(rows, columns), new(scales.ToSequence(), scales.Select(_ => 0).ToSequence())), Weights(rows * columns));
        if (OneIn(5))
        {
            weights = Computed(weights, rows, columns);
        }

        TensorId bias = OneIn(3) ? TensorId.None : draft.Constant(Name(), GraphDraft.Int32(rows), Biases(rows, columns));
        TensorType output = Quantized(Shape.Of(batches, rows), outputScale);
        return new(draft.Add(new FullyConnected((Activation)random.Next(4)), Name(), output, value.Id, weights, bias), output);
    }

    /// <summary>The same weights, reshaped by a node: they become constant only when that is folded.</summary>
    private TensorId Computed(TensorId weights, int rows, int columns)
    {
        TensorType type = draft.Build()[weights].Type;
        return type.Quantization!.IsPerChannel ? weights
            : draft.Add(new Reshape(), Name(), type, draft.Add(new Reshape(), Name(), type with { Shape = Shape.Of(columns * rows) }, weights));
    }

    private Value Reshaped(Value value)
    {
        Shape shape = value.Type.Shape, other = random.Next(4) switch
        {
            0 => Shape.Of(shape.ElementCount),
            1 => Shape.Of([1, .. shape.Extents]),
            2 => Shape.Of(shape.ElementCount / shape.Extents[^1], shape.Extents[^1]),
            _ => shape,
        };
        return Add(new Reshape(), value.Type with { Shape = other }, value);
    }

    /// <summary>SHAPE, STRIDED_SLICE, PACK, RESHAPE: the first extent is read from the tensor itself.</summary>
    private Value ReshapedAtRunTime(Value value)
    {
        Shape shape = value.Type.Shape;
        TensorId Number(int number, params int[] extents) => draft.Constant(Name(), GraphDraft.Int32(extents), number);
        TensorId extents = draft.Add(new ShapeOf(), Name(), GraphDraft.Int32(shape.Rank), value.Id);
        TensorId first = draft.Add(
            new StridedSlice(ShrinkAxisMask: 1), Name(), GraphDraft.Int32(), extents, Number(0, 1), Number(1, 1), Number(1, 1));
        int rest = shape.ElementCount / shape[0];
        TensorId packed = draft.Add(new Pack(), Name(), GraphDraft.Int32(2), first, Number(rest));
        TensorType type = value.Type with { Shape = Shape.Of(shape[0], rest) };
        return new(draft.Add(new Reshape(), Name(), type, value.Id, packed), type);
    }

    private Value Add(Operator @operator, TensorType type, Value from) => new(draft.Add(@operator, Name(), type, from.Id), type);

    private TensorType Quantized(Shape shape, float scale) => new(ElementType.Int8, shape, Quantization.PerTensor(
        scale, random.Next(5) switch { 0 => -128, 1 => 127, 2 => 0, _ => random.Next(-128, 128) }));

    private sbyte[] Weights(int count)
    {
        int most = OneIn(8) ? 128 : 127; // a weight of -128 does not always fit the packed form
        return [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-most, 128))];
    }

    private int[] Biases(int rows, int columns)
    {
        int most = OneIn(8) ? int.MaxValue : 2000 * columns;
        return [.. Enumerable.Range(0, rows).Select(_ => random.Next(-most, most))];
    }

    private int Size(int batches)
    {
        int size = random.Next(4) switch { 0 => random.Next(1, 5), 1 => Math.Min(8, largestLayer), _ => random.Next(1, largestLayer + 1) };
        return batches > 1 && OneIn(2) ? (size + 3) / 4 * 4 : size; // the packed form wants aligned batches
    }

    private float AnyScale() => OneIn(8) ? 1e-6f : OneIn(8) ? 1e6f : 0.05f * Near1();

    private float Near1() => MathF.Exp((random.NextSingle() * 4) - 2);

    private Activation AnyClamp() => (Activation)random.Next(1, 4);

    private string Name() => $"t{names++}";

    private bool OneIn(int n) => random.Next(n) == 0;

    private readonly record struct Value(TensorId Id, TensorType Type);
}
