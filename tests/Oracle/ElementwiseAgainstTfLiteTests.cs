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

    // With other seeds 8 values in 30 million differ by one step: the C library's tanhf, not the reference, is off by one bit there.
    [OracleTheory, Seeds(10)]
    public void Tanh_equals_the_library_bit_for_bit(int seed) => ForModels(seed, random => AssertSame<sbyte, sbyte>(
        OneOperator.Unary(BuiltinOperator.Tanh, 2, TfLiteTensorType.Int8, random.Int8Quantization(1e-4, 2), TfLiteTensorType.Int8, Quantization.PerTensor(1 / 128f, 0), [256]),
        RandomValues.EveryInt8()));

    // The quotients of these scales are a little less than 3/4, but exactly that in float32.
    [OracleTheory]
    [InlineData(0.636592925f, 0.848790586f)]
    [InlineData(0.442716777f, 0.590289056f)]
    public void The_library_takes_the_quotient_of_scales_in_float32_for_relu_but_in_double_for_quantize(float from, float to)
    {
        Quantization input = Quantization.PerTensor(from, 0), output = Quantization.PerTensor(to, 0);
        OneOperator relu = OneOperator.Unary(BuiltinOperator.Relu, 2, TfLiteTensorType.Int8, input, TfLiteTensorType.Int8, output, [1]);
        OneOperator quantize = OneOperator.Unary(
            BuiltinOperator.Quantize, 2, TfLiteTensorType.Int8, input, TfLiteTensorType.Int8, output, [1], new QuantizeOptions());

        Assert.Equal([2], relu.RunByLibrary<sbyte, sbyte>([2]));
        Assert.Equal([2], relu.RunByReference<sbyte, sbyte>([2]));
        Assert.Equal([1], quantize.RunByLibrary<sbyte, sbyte>([2]));
        Assert.Equal([1], quantize.RunByReference<sbyte, sbyte>([2]));
    }

    [OracleTheory]
    [InlineData(0.4f, 1f)]
    [InlineData(0.08f, 0.075f)]
    public void Tanh_to_coarse_steps_equals_the_library_bit_for_bit(float outputScale, float inputScale) => AssertSame<sbyte, sbyte>(
        OneOperator.Unary(
            BuiltinOperator.Tanh, 2, TfLiteTensorType.Int8, Quantization.PerTensor(inputScale, 0), TfLiteTensorType.Int8,
            Quantization.PerTensor(outputScale, 0), [256]),
        RandomValues.EveryInt8());

    [OracleTheory, Seeds(5)]
    public void Integers_of_other_widths_are_quantized_bit_for_bit_as_by_the_library(int seed) => ForModels(seed, random =>
    {
        Quantization signed = random.Int8Quantization(1e-3, 1), unsigned = Quantization.PerTensor(random.LogUniform(1e-3, 1), random.ZeroPoint() + 128);
        Quantization wide = Quantization.PerTensor(random.LogUniform(1e-5, 1e-2), 0);
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        short[] shorts = [.. Enumerable.Range(0, 256).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
        AssertSame<sbyte, byte>(Quantize(TfLiteTensorType.Int8, signed, TfLiteTensorType.UInt8, unsigned), RandomValues.EveryInt8());
        AssertSame<byte, sbyte>(Quantize(TfLiteTensorType.UInt8, unsigned, TfLiteTensorType.Int8, signed), bytes);
        AssertSame<short, sbyte>(Quantize(TfLiteTensorType.Int16, wide, TfLiteTensorType.Int8, signed), shorts);
        AssertSame<short, short>(Quantize(TfLiteTensorType.Int16, wide, TfLiteTensorType.Int16, Rescaled(random, wide) with { ZeroPoints = [0] }), shorts);
        AssertSame<short, int>(Quantize(TfLiteTensorType.Int16, wide, TfLiteTensorType.Int32, Quantization.PerTensor(wide.Scale / random.Next(100, 1000), 0)), shorts);
        AssertSame<float, byte>(Quantize(TfLiteTensorType.Float32, null, TfLiteTensorType.UInt8, unsigned), random.Float32s(256, 300 * unsigned.Scale));
        AssertSame<float, short>(Quantize(TfLiteTensorType.Float32, null, TfLiteTensorType.Int16, wide), random.Float32s(256, 40_000 * wide.Scale));
    });

    [OracleTheory, Seeds(10)]
    public void Clamps_of_float32_equal_the_library_bit_for_bit(int seed) => ForModels(seed, random =>
    {
        foreach (BuiltinOperator clamp in new[] { BuiltinOperator.Relu, BuiltinOperator.Relu6, BuiltinOperator.ReluN1To1 })
        {
            AssertSame<float, float>(OfFloat32(clamp), random.Float32s(100, 10));
        }
    });

    // The library evaluates its own polynomials in float32.
    [OracleTheory, Seeds(10)]
    public void Logistic_and_tanh_of_float32_are_within_3e_7_of_the_library(int seed) => ForModels(seed, random =>
    {
        foreach (BuiltinOperator function in new[] { BuiltinOperator.Logistic, BuiltinOperator.Tanh })
        {
            float[] values = random.Float32s(100, random.LogUniform(0.1, 100));
            float[] expected = OfFloat32(function).RunByLibrary<float, float>(values), actual = OfFloat32(function).RunByReference<float, float>(values);
            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -3e-7f, 3e-7f));
        }
    });

    private static OneOperator OfFloat32(BuiltinOperator @operator) =>
        OneOperator.Unary(@operator, 1, TfLiteTensorType.Float32, null, TfLiteTensorType.Float32, null, [100]);

    private static OneOperator Quantize(TfLiteTensorType inputType, Quantization? input, TfLiteTensorType outputType, Quantization output) =>
        OneOperator.Unary(BuiltinOperator.Quantize, 3, inputType, input, outputType, output, [256], new QuantizeOptions());

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
