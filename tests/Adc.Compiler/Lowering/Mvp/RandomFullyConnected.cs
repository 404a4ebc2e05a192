using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Mvp;

/// <summary>Chains of one to three fully connected layers of sizes, zero points, scales and clamps that are all hard in some way.</summary>
internal sealed class RandomFullyConnected(int seed)
{
    private static readonly int[] ZeroPoints = [-128, -65, -64, 0, 127];
    private static readonly int[] LargeSizes = [640, 1023, 1024, 1025, 2047, 2048, 2500];

    private readonly Random random = new(seed);
    private readonly GraphDraft draft = new();

    public static Graph Of(int seed) => new RandomFullyConnected(seed).Build();

    /// <summary>One layer of these sizes.</summary>
    public static Graph Layer(int seed, int inputs, int outputs, int batches = 1, Activation activation = Activation.None, int outputZeroPoint = 0)
    {
        var random = new RandomFullyConnected(seed);
        TensorType input = GraphDraft.Int8(0.05f, -3, batches, inputs);
        return random.draft.Build(random.Dense(random.draft.Input("x", input), input, outputs, activation, perChannel: false, outputZeroPoint).Id);
    }

    /// <summary>Layers of these sizes, one behind the other; the first number is the inputs.</summary>
    public static Graph Chain(int seed, int inputs, params int[] outputs)
    {
        var random = new RandomFullyConnected(seed);
        TensorType type = GraphDraft.Int8(0.05f, -3, 1, inputs);
        TensorId id = random.draft.Input("x", type);
        foreach (int rows in outputs)
        {
            (id, type) = random.Dense(id, type, rows, Activation.Relu, perChannel: false, -128);
        }

        return random.draft.Build(id);
    }

    private Graph Build()
    {
        bool large = random.Next(8) == 0;
        int batches = random.Next(4) == 0 ? random.Next(2, 4) : 1;
        TensorType type = GraphDraft.Int8(0.05f, ZeroPoint(), batches, large ? LargeSizes[random.Next(LargeSizes.Length)] : random.Next(1, 71));
        TensorId id = draft.Input("x", type);
        for (int layers = large ? 1 : random.Next(1, 4); layers > 0; layers--)
        {
            int outputs = large ? random.Next(1, 25) : random.Next(3) == 0 ? 4 * random.Next(1, 18) : random.Next(1, 71);
            (id, type) = Dense(id, type, outputs, (Activation)random.Next(4), random.Next(4) == 0, ZeroPoint());
        }

        return draft.Build(id);
    }

    private (TensorId Id, TensorType Type) Dense(TensorId from, TensorType type, int rows, Activation activation, bool perChannel, int zeroPoint)
    {
        int columns = type.Shape.Extents[^1], most = random.Next(20, 129);
        float[] scales = [.. Enumerable.Range(0, perChannel ? rows : 1).Select(_ => 0.01f * MathF.Exp(random.NextSingle() - 0.5f))];
        float spread = MathF.Sqrt(columns) * most * 0.6f * 75 * type.Quantization!.Scale * scales[0];
        float outputScale = spread / 40 * MathF.Exp(random.NextSingle() - 0.5f) * (random.Next(12) == 0 ? 1e-3f : 1);
        string name = $"dense{draft.Build().Nodes.Count}";
        TensorId weights = draft.Constant(
            $"{name}/w", new(ElementType.Int8, Shape.Of(rows, columns), new(scales.ToSequence(), scales.Select(_ => 0).ToSequence())),
            [.. Enumerable.Range(0, rows * columns).Select(_ => (sbyte)random.Next(-Math.Min(most, 128), Math.Min(most, 128)))]);
        TensorId bias = random.Next(4) == 0 ? TensorId.None
            : draft.Constant($"{name}/b", GraphDraft.Int32(rows), [.. Enumerable.Range(0, rows).Select(_ => random.Next(-500 * columns, 500 * columns))]);
        TensorType output = GraphDraft.Int8(outputScale, zeroPoint, type.Shape.ElementCount / columns, rows);
        return (draft.Add(new FullyConnected(activation), name, output, from, weights, bias), output);
    }

    private int ZeroPoint() => ZeroPoints[random.Next(ZeroPoints.Length)];
}
