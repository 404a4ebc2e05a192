using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class DequantizeReferenceTests
{
    [Fact]
    public void Int8_becomes_scale_times_the_distance_to_the_zero_point() => Assert.Equal(
        [-69f, 0f, 58.5f, -0.5f],
        Make.Evaluate<float>(new Dequantize(), Make.Float32Type(4), Make.Int8s(0.5f, 10, -128, 10, 127, 9)));

    [Fact]
    public void Uint8_and_int16_work_alike()
    {
        var bytes = new TensorValue(Make.Type(ElementType.UInt8, [2], 0.25f, 128), ConstantData.Of<byte>([0, 255]));
        var shorts = new TensorValue(Make.Type(ElementType.Int16, [2], 0.25f), ConstantData.Of<short>([-32768, 3]));

        Assert.Equal([-32f, 31.75f], Make.Evaluate<float>(new Dequantize(), Make.Float32Type(2), bytes));
        Assert.Equal([-8192f, 0.75f], Make.Evaluate<float>(new Dequantize(), Make.Float32Type(2), shorts));
    }

    [Theory]
    [InlineData(0, new[] { 1f, 2f, 30f, 40f })]
    [InlineData(1, new[] { 1f, 20f, 3f, 40f })]
    public void Per_channel_every_slice_has_its_own_scale(int axis, float[] expected)
    {
        var type = new TensorType(ElementType.Int8, Shape.Of(2, 2), new Quantization([1f, 10f], [0, 0], axis));

        Assert.Equal(expected, Make.Evaluate<float>(
            new Dequantize(), Make.Float32Type(2, 2), new TensorValue(type, ConstantData.Of<sbyte>([1, 2, 3, 4]))));
    }
}
