using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

public sealed class ElementwiseAgainstTfLiteTests
{
    private const int ModelsPerSeed = 10;

    [OracleTheory, Seeds(10)]
    public void Quantize_of_float32_equals_the_library_bit_for_bit(int seed) => ForModels(seed, random =>
    {
        Quantization output = random.Int8Quantization(1e-4, 10);
        OneOperator quantize = OneOperator.Unary(BuiltinOperator.Quantize, 1, TfLiteTensorType.Float32, null, TfLiteTensorType.Int8, output, [1, 300], new QuantizeOptions());
        float[] values = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0
            ? output.Scale * (random.Next(-300, 300) + 0.5f)
            : output.Scale * 400 * (random.NextSingle() - 0.5f))];
        AssertSame<float, sbyte>(quantize, values);
    });

    [OracleTheory, Seeds(10)]
    public void Quantize_of_int8_equals_the_library_bit_for_bit(int seed) => ForModels(seed, random =>
    {
        Quantization input = random.Int8Quantization(1e-3, 10), output = Rescaled(random, input);
        AssertSame<sbyte, sbyte>(
            OneOperator.Unary(BuiltinOperator.Quantize, 2, TfLiteTensorType.Int8, input, TfLiteTensorType.Int8, output, [256], new QuantizeOptions()),
            RandomValues.EveryInt8());
    });

    [OracleTheory, Seeds(10)]
    public void Dequantize_equals_the_library_bit_for_bit(int seed) => ForModels(seed, random => AssertSame<sbyte, float>(
        OneOperator.Unary(BuiltinOperator.Dequantize, 2, TfLiteTensorType.Int8, random.Int8Quantization(1e-6, 100), TfLiteTensorType.Float32, null, [256], new DequantizeOptions()),
        RandomValues.EveryInt8()));

    [OracleTheory, Seeds(10)]
    public void Relu_equals_the_library_bit_for_bit(int seed) => CheckClamp(seed, BuiltinOperator.Relu);

    [OracleTheory, Seeds(10)]
    public void Relu6_equals_the_library_bit_for_bit(int seed) => CheckClamp(seed, BuiltinOperator.Relu6);

    [OracleTheory, Seeds(10)]
    public void Relu_n1_to_1_equals_the_library_bit_for_bit(int seed) => CheckClamp(seed, BuiltinOperator.ReluN1To1);

    [OracleTheory, Seeds(10)]
    public void Logistic_equals_the_library_bit_for_bit(int seed) => ForModels(seed, random => AssertSame<sbyte, sbyte>(
        OneOperator.Unary(BuiltinOperator.Logistic, 2, TfLiteTensorType.Int8, random.Int8Quantization(1e-4, 2), TfLiteTensorType.Int8, Quantization.PerTensor(1 / 256f, -128), [256]),
        RandomValues.EveryInt8()));

    [OracleTheory, Seeds(10)]
    public void Tanh_equals_the_library_bit_for_bit(int seed) => ForModels(seed, random => AssertSame<sbyte, sbyte>(
        OneOperator.Unary(BuiltinOperator.Tanh, 2, TfLiteTensorType.Int8, random.Int8Quantization(1e-4, 2), TfLiteTensorType.Int8, Quantization.PerTensor(1 / 128f, 0), [256]),
        RandomValues.EveryInt8()));

    private static void CheckClamp(int seed, BuiltinOperator @operator) => ForModels(seed, random =>
    {
        Quantization input = random.Int8Quantization(1e-3, 1);
        AssertSame<sbyte, sbyte>(
            OneOperator.Unary(@operator, @operator == BuiltinOperator.ReluN1To1 ? 1 : 2, TfLiteTensorType.Int8, input, TfLiteTensorType.Int8, Rescaled(random, input), [256]),
            RandomValues.EveryInt8());
    });

    /// <summary>The same quantization, another zero point, a power of two times the scale, or any scale.</summary>
    private static Quantization Rescaled(Random random, Quantization input) => random.Next(4) switch
    {
        0 => input,
        1 => Quantization.PerTensor(input.Scale, random.ZeroPoint()),
        2 => Quantization.PerTensor(MathF.ScaleB(input.Scale, random.Next(-4, 5)), random.ZeroPoint()),
        _ => Quantization.PerTensor((float)(input.Scale * random.LogUniform(0.02, 20)), random.ZeroPoint()),
    };

    private static void ForModels(int seed, Action<Random> check)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            check(random);
        }
    }

    private static void AssertSame<TIn, TOut>(OneOperator @operator, TIn[] values)
        where TIn : unmanaged
        where TOut : unmanaged =>
        Assert.Equal(@operator.RunByLibrary<TIn, TOut>(values), @operator.RunByReference<TIn, TOut>(values));
}
