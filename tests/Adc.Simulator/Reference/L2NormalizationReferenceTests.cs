using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class L2NormalizationReferenceTests
{
    private static readonly Quantization Unit = Quantization.PerTensor(1f / 128, 0);

    [Fact]
    public void Float32_rows_have_length_1() => Assert.Equal(
        [0.6f, 0.8f, 0, 0],
        Make.Evaluate<float>(new L2Normalization(), Make.Float32Type(2, 2), Make.Float32([2, 2], 3, 4, 0, 0)));

    [Fact]
    public void Float32_rows_below_a_millionth_are_divided_by_that() => Assert.Equal(
        [0.5f], Make.Evaluate<float>(new L2Normalization(), Make.Float32Type(1), Make.Float32s(0.5e-6f)));

    // 0.6 is 76.8 steps of 1/128, 0.8 is 102.4; 1 saturates; the zero point alone gives zeros.
    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_rows_have_length_128(Rounding rounding) => Assert.Equal(
        [77, 102, 127, 0, -128, 0, 0, 0],
        Make.Evaluate<sbyte>(
            new L2Normalization(), new TensorType(ElementType.Int8, Shape.Of(4, 2), Unit), rounding,
            Make.Int8(0.1f, 5, [4, 2], 35, 45, 105, 5, -100, 5, 5, 5)));

    [Fact]
    public void Int8_is_within_one_step_of_the_real_function()
    {
        var random = new Random(1);
        sbyte[] row = [.. Enumerable.Range(0, 1000).Select(_ => (sbyte)random.Next(-128, 128))];
        double length = Math.Sqrt(row.Sum(x => (x + 128.0) * (x + 128)));

        sbyte[] actual = Make.Evaluate<sbyte>(
            new L2Normalization(), new TensorType(ElementType.Int8, Shape.Of(1000), Unit), Make.Int8s(0.1f, -128, row));

        Assert.All(row.Zip(actual), pair => Assert.InRange(pair.Second - Math.Min(127, 128 * (pair.First + 128) / length), -1.0, 1.0));
    }

    [Fact]
    public void Sums_of_squares_beyond_32_bits_are_unknown() => Assert.Null(Make.TryEvaluate(
        new L2Normalization(), new TensorType(ElementType.Int8, Shape.Of(33026), Unit), Rounding.Tflm, Make.Int8s(1, 0, new sbyte[33026])));
}
