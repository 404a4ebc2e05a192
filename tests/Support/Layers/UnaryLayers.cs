using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Support.Layers;

/// <summary>Layers of operators from one tensor to another of the same shape, for every element type.</summary>
internal static class UnaryLayers
{
    private static readonly Agreement OwnFunctions = Agreement.WithinRelative(1e-6, "the library has float32 functions of its own");

    public static IReadOnlyList<RandomLayer> All { get; } =
    [
        Int8(_ => new Abs(), Alike),
        Int16(_ => new Abs(), Alike),
        Float32(_ => new Abs()),
        Int8(_ => new Elu(), Alike),
        Float32(_ => new Elu()).Agreeing(OwnFunctions),
        Float32(_ => new Exp()).Agreeing(OwnFunctions).Alone(),
        Int8(_ => new HardSwish(), Alike),
        Float32(_ => new HardSwish()).Agreeing(OwnFunctions),
        Int8(_ => new L2Normalization(), Quantized(1f / 128, 0)),
        Float32(_ => new L2Normalization()).Agreeing(OwnFunctions).WithoutTarget(),
        Int8(draft => new LeakyRelu(AnyAlpha(draft)), Alike),
        Int16(draft => new LeakyRelu(Math.Abs(AnyAlpha(draft))), Alike),
        Float32(draft => new LeakyRelu(AnyAlpha(draft))),
        Int8(_ => new LogSoftmax(), Quantized(1f / 16, 127)),
        Float32(_ => new LogSoftmax()).Agreeing(OwnFunctions).WithoutTarget(),
        Int16(_ => new Logistic(), Quantized(1f / 32768, 0)).On(AnySigmoidInput, IsSigmoidInput),
        PowerOfTwo(_ => new Logistic(), _ => -12),
        Float32(_ => new Logistic()).Agreeing(OwnFunctions),
        Float32(_ => new Neg()),
        Int16(draft => new Relu(draft.Any(Activation.Relu, Activation.Relu6)), Alike),
        Float32(draft => new Relu(draft.Any(Activation.Relu, Activation.Relu6, Activation.ReluN1To1))),
        Int8(_ => new Rsqrt(), Alike).On((draft, shape) => NotNegative(draft, shape), type => type.Quantization!.ZeroPoint == -128),
        Float32(_ => new Rsqrt()).Agreeing(OwnFunctions).On(NotNegative, _ => false),
        Int16(draft => new Softmax(draft.OneIn(2) ? 1 : draft.Near1()), Quantized(1f / 32768, 0)),
        Float32(draft => new Softmax(draft.OneIn(2) ? 1 : draft.Near1())).Agreeing(OwnFunctions),
        Float32(_ => new Sqrt()).On(NotNegative, _ => false),
        Float32(_ => new Square()).Alone(),
        Int16(_ => new Tanh(), Quantized(1f / 32768, 0)).On(AnySigmoidInput, IsSigmoidInput),
        PowerOfTwo(_ => new Tanh(), draft => draft.Random.Next(-12, -10)),
        Float32(_ => new Tanh()).Agreeing(OwnFunctions),
    ];

    private static UnaryLayer Int8(Func<LayerDraft, Operator> @operator, Func<LayerDraft, TensorType, TensorType> result) => new(@operator, result);

    private static UnaryLayer Int16(Func<LayerDraft, Operator> @operator, Func<LayerDraft, TensorType, TensorType> result) =>
        new(@operator, result, "int16", ElementType.Int16);

    private static UnaryLayer Float32(Func<LayerDraft, Operator> @operator) => new(@operator, (_, input) => input, "float32", ElementType.Float32);

    private static TensorType Alike(LayerDraft draft, TensorType input) =>
        draft.OneIn(4) ? input : draft.OneIn(6) ? draft.Like(input, input.Shape, draft.Any(0.02f, 0.5f, 30f)) : draft.Like(input, input.Shape);

    private static Func<LayerDraft, TensorType, TensorType> Quantized(float scale, int zeroPoint) =>
        (_, input) => input with { Quantization = Quantization.PerTensor(scale, zeroPoint) };

    private static float AnyAlpha(LayerDraft draft) => draft.Any(0f, 0.01f, 0.2f, 0.25f, 1f, 3f, -0.5f, draft.Near1());

    /// <summary>int8 whose zero point is the least value, so that nothing is negative.</summary>
    private static TensorType NotNegative(LayerDraft draft, Shape shape) => GraphDraft.Int8(draft.AnyScale(), -128, [.. shape.Extents]);

    /// <summary>LOGISTIC or TANH of int16 with a scale so near a power of two that it is taken for it.</summary>
    private static UnaryLayer PowerOfTwo(Func<LayerDraft, Operator> @operator, Func<LayerDraft, int> power) =>
        new UnaryLayer(@operator, Quantized(1f / 32768, 0), "int16, power of two", ElementType.Int16)
            .On((draft, shape) => draft.AnyInt16(shape, MathF.ScaleB(draft.Any(1, 1.0005f, 0.9995f), power(draft))), _ => false)
            .Agreeing(Agreement.Within(12, "for such scales the library has 16-bit fixed point besides the table, TensorFlow Lite Micro the table alone"));

    /// <summary>Scales near powers of two among others, but not near those that are treated apart.</summary>
    private static TensorType AnySigmoidInput(LayerDraft draft, Shape shape) => draft.AnyInt16(
        shape, draft.OneIn(3) ? MathF.ScaleB(draft.Any(1.002f, 0.998f), draft.Random.Next(-14, -9)) : draft.OneIn(6) ? draft.Any(2.5f, 1f / 512, 1f / 8192) : null);

    private static bool IsSigmoidInput(TensorType type) => type.Quantization!.Scale < 2.6f;
}
