using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class QuantizeReferenceTests
{
    [Fact]
    public void Float32_is_divided_rounded_away_from_zero_at_ties_and_saturated() => Assert.Equal(
        [10, 11, 9, 12, 8, 127, -128, 127, -128, 10],
        Make.Evaluate<sbyte>(
            new Quantize(),
            Make.Int8Type([10], 0.5f, 10),
            Make.Float32s(0, 0.25f, -0.25f, 0.75f, -0.75f, 1e9f, -1e9f, float.PositiveInfinity, float.NegativeInfinity, float.NaN)));

    [Fact]
    public void Float32_becomes_uint8_or_int16_too()
    {
        TensorType bytes = Make.Type(ElementType.UInt8, [3], 1, 128), shorts = Make.Type(ElementType.Int16, [3], 0.1f);

        Assert.Equal<byte>([128, 255, 0], Make.Evaluate<byte>(new Quantize(), bytes, Make.Float32s(0, 200, -200)));
        Assert.Equal<short>([0, 1000, -32768], Make.Evaluate<short>(new Quantize(), shorts, Make.Float32s(0, 100, -9999)));
    }

    // 0.3 in float32 is a little more than 3/10, so that 0.75 is a little less than 2.5 times that; a quotient in float32 hides it.
    [Theory]
    [InlineData(Rounding.Tflm, 3)]
    [InlineData(Rounding.Single, 3)]
    [InlineData(Rounding.Tflite, 2)]
    public void TensorFlow_Lite_for_hosts_divides_in_double(Rounding rounding, sbyte expected) =>
        Assert.Equal([expected], Make.Evaluate<sbyte>(new Quantize(), Make.Int8Type([1], 0.3f), rounding, Make.Float32s(0.75f)));

    // A quarter: 6 becomes 1.5, -2 becomes -0.5.
    [Theory]
    [InlineData(Rounding.Tflm, new sbyte[] { 7, 4, 6, -27 })]
    [InlineData(Rounding.Tflite, new sbyte[] { 7, 4, 6, -27 })]
    [InlineData(Rounding.Single, new sbyte[] { 7, 5, 6, -27 })]
    public void Int8_is_rescaled_between_its_zero_points(Rounding rounding, sbyte[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<sbyte>(
            new Quantize(), Make.Int8Type([4], 1f, 5), rounding, Make.Int8s(0.25f, 0, 6, -2, 2, -128)));

    [Fact]
    public void Between_int8_and_uint8_of_one_scale_only_the_zero_point_moves()
    {
        var signed = Make.Int8s(0.1f, -1, -128, 0, 127);
        byte[] unsigned = Make.Evaluate<byte>(new Quantize(), Make.Type(ElementType.UInt8, [3], 0.1f, 127), signed);

        Assert.Equal<byte>([0, 128, 255], unsigned);
        var back = new TensorValue(Make.Type(ElementType.UInt8, [3], 0.1f, 127), ConstantData.Of<byte>(unsigned));
        Assert.Equal([-128, 0, 127], Make.Evaluate<sbyte>(new Quantize(), signed.Type, back));
    }

    [Fact]
    public void Wider_integers_are_rescaled_and_saturated()
    {
        var wide = new TensorValue(Make.Type(ElementType.Int16, [3], 0.001f), ConstantData.Of<short>([1000, -32768, 4]));

        Assert.Equal([100, -128, 0], Make.Evaluate<sbyte>(new Quantize(), Make.Int8Type([3], 0.01f), wide));
        Assert.Equal([10000, -327680, 40], Make.Evaluate<int>(new Quantize(), Make.Type(ElementType.Int32, [3], 0.0001f), wide));
    }

    [Fact]
    public void Without_quantization_the_operator_is_unknown()
    {
        Assert.Null(Make.TryEvaluate(new Quantize(), Make.Type(ElementType.Int8, [1]), Rounding.Tflm, Make.Float32s(1)));
        Assert.Null(Make.TryEvaluate(new Quantize(), Make.Type(ElementType.Bool, [1], 1f), Rounding.Tflm, Make.Float32s(1)));
    }
}
