using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class SoftmaxReferenceTests
{
    // What TensorFlow Lite Micro's kernel gives.
    [Theory]
    [InlineData(0.1f, 1f, new sbyte[] { 10, 12, -30, 127, 120 }, new sbyte[] { -128, -128, -128, 43, -43 })]
    [InlineData(0.05f, 0.5f, new sbyte[] { 1, 1, 1, 2 }, new sbyte[] { -64, -64, -64, -63 })]
    [InlineData(1f, 1f, new sbyte[] { -128, 127, 126 }, new sbyte[] { -128, 59, -59 })]
    [InlineData(0.3f, 1f, new sbyte[] { -5, 0, 3, 3, 2, -128 }, new sbyte[] { -121, -96, -49, -49, -69, -128 })]
    [InlineData( // the sum of exponentials needs its last bit
        0.0348961912f, 1.36249936f,
        new sbyte[] { -62, -45, -39, -113, -39, 20, 91, -68, 110, -28, -127, -54, 90, -12, -71, -77, 10 },
        new sbyte[] { -128, -128, -128, -128, -128, -126, -71, -128, 13, -128, -128, -128, -74, -128, -128, -128, -127 })]
    public void Int8_follows_the_fixed_point_kernel_of_TensorFlow_Lite_Micro(float scale, float beta, sbyte[] input, sbyte[] expected) =>
        Assert.Equal(expected, OfInt8(Rounding.Tflm, beta, Make.Int8(scale, 0, [1, input.Length], input)));

    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Rows_of_int8_are_independent(Rounding rounding)
    {
        sbyte[] rows = OfInt8(rounding, 1, Make.Int8(0.1f, 7, [2, 3], 5, 15, 25, -100, -100, -100));

        Assert.Equal(OfInt8(rounding, 1, Make.Int8(0.1f, 7, [1, 3], 5, 15, 25)), rows[..3]);
        Assert.Equal([-43, -43, -43], rows[3..]); // 256 / 3 - 128 = -42.67
    }

    // The greatest element alone has all probability, but 256 steps do not fit.
    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    public void Certainty_saturates(Rounding rounding) =>
        Assert.Equal([127, -128], OfInt8(rounding, 1, Make.Int8(20f, 0, [1, 2], 1, 0)));

    // The first probability is 229.5 steps.
    [Fact]
    public void Probabilities_of_the_table_round_ties_away_from_zero() =>
        Assert.Equal([101, -103, -125], OfInt8(Rounding.Tflite, 1, Make.Int8(0.124f, 0, [1, 3], 16, -2, -19)));

    [Theory]
    [InlineData(-1f, 4)] // a falling function
    [InlineData(1f, 4096)] // a sum that leaves its 12 integer bits
    public void What_the_integer_kernel_cannot_compute_is_unknown_to_it(float beta, int depth)
    {
        TensorValue row = Make.Int8(0.1f, 0, [1, depth], new sbyte[depth]);
        TensorType output = row.Type with { Quantization = Quantization.PerTensor(1 / 256f, -128) };

        Assert.Null(Make.TryEvaluate(new Softmax(beta), output, Rounding.Tflm, row));
        Assert.NotNull(Make.TryEvaluate(new Softmax(beta), output, Rounding.Tflite, row));
    }

    [Theory]
    [InlineData(0f, 0.1f)]
    [InlineData(1f, 1e-12f)]
    public void Without_any_slope_all_elements_are_alike(float beta, float scale) =>
        Assert.Equal([-64, -64, -64, -64], OfInt8(Rounding.Tflm, beta, Make.Int8(scale, 0, [1, 4], -128, 0, 5, 127)));

    [Fact]
    public void Float32_sums_to_one_and_does_not_overflow()
    {
        TensorValue rows = Make.Float32([2, 2], 1000, 1000, 0, MathF.Log(3));

        float[] actual = Make.Evaluate<float>(new Softmax(), rows.Type, rows);

        Assert.Equal([0.5f, 0.5f, 0.25f, 0.75f], actual.Select(x => MathF.Round(x, 6)));
    }

    [Fact]
    public void Beta_sharpens() => Assert.Equal(
        [0.1f, 0.9f],
        Make.Evaluate<float>(new Softmax(2), Make.Float32Type(2), Make.Float32s(0, MathF.Log(3))).Select(x => MathF.Round(x, 6)));

    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int16_is_within_four_steps_of_the_real_function(Rounding rounding)
    {
        short[] row = [.. Enumerable.Range(0, 40).Select(i => (short)((i * 1637) - 32000))];
        double sum = row.Sum(x => Math.Exp(1e-4 * (x - row.Max())));

        short[] actual = Make.Evaluate<short>(
            new Softmax(), Make.Type(ElementType.Int16, [40], 1 / 32768f), rounding,
            new TensorValue(Make.Type(ElementType.Int16, [40], 1e-4f), ConstantData.Of<short>(row)));

        Assert.All(row.Zip(actual), pair => Assert.InRange(pair.Second - (32768 * Math.Exp(1e-4 * (pair.First - row.Max())) / sum), -4.0, 4.0));
    }

    [Fact]
    public void Int16_with_a_zero_point_is_unknown() => Assert.Null(Make.TryEvaluate(
        new Softmax(), Make.Type(ElementType.Int16, [1], 1 / 32768f), Rounding.Tflm,
        new TensorValue(Make.Type(ElementType.Int16, [1], 1, 5), ConstantData.Of<short>([1]))));

    private static sbyte[] OfInt8(Rounding rounding, float beta, TensorValue input) =>
        Make.Evaluate<sbyte>(new Softmax(beta), input.Type with { Quantization = Quantization.PerTensor(1 / 256f, -128) }, rounding, input);
}
