using Adc.Compiler.Ir;

namespace Adc.Tests.Ir;

public sealed class ShapeTests
{
    [Fact]
    public void A_scalar_has_one_element() => Assert.Equal(1, Shape.Of().ElementCount);

    [Fact]
    public void Elements_multiply() => Assert.Equal(24, Shape.Of(2, 3, 4).ElementCount);

    [Theory]
    [InlineData(0, 1 << 30, 1 << 30)]
    [InlineData(1 << 30, 1 << 30, 0)]
    public void An_extent_of_zero_leaves_no_element_however_large_the_others_are(int a, int b, int c) =>
        Assert.Equal(0, Shape.Of(a, b, c).ElementCount);

    [Fact]
    public void More_elements_than_an_integer_holds_are_an_error_of_ours() =>
        Assert.Throws<OverflowException>(() => Shape.Of(1 << 16, 1 << 16).ElementCount);

    [Fact]
    public void The_last_extent_can_be_replaced() => Assert.Equal(Shape.Of(2, 3, 9), Shape.Of(2, 3, 4).WithLast(9));

    [Fact]
    public void Shapes_are_equal_by_their_extents()
    {
        Assert.Equal(Shape.Of(1, 2), Shape.Of(1, 2));
        Assert.NotEqual(Shape.Of(1, 2), Shape.Of(2, 1));
        Assert.NotEqual(Shape.Of(1, 2), Shape.Of(1, 2, 1));
        Assert.Equal("[1,2]", Shape.Of(1, 2).ToString());
    }

    [Theory]
    [InlineData(ElementType.Float32, 24)]
    [InlineData(ElementType.Int8, 6)]
    [InlineData(ElementType.Int16, 12)]
    [InlineData(ElementType.Int64, 48)]
    [InlineData(ElementType.Bool, 6)]
    public void The_size_of_a_type_is_in_bytes(ElementType element, int size) =>
        Assert.Equal(size, new TensorType(element, Shape.Of(2, 3)).SizeInBytes);

    [Fact]
    public void Types_differ_by_their_quantization()
    {
        var type = new TensorType(ElementType.Int8, Shape.Of(2), Quantization.PerTensor(0.5f, 1));

        Assert.Equal(type, type with { Quantization = new([0.5f], [1]) });
        Assert.NotEqual(type, type with { Quantization = Quantization.PerTensor(0.5f, 2) });
        Assert.NotEqual(type, type with { Quantization = Quantization.PerTensor(MathF.BitIncrement(0.5f), 1) });
        Assert.NotEqual(type, type with { Quantization = null });
    }

    [Theory]
    [InlineData(Activation.None, float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData(Activation.Relu, 0, float.PositiveInfinity)]
    [InlineData(Activation.ReluN1To1, -1, 1)]
    [InlineData(Activation.Relu6, 0, 6)]
    public void Activations_have_a_range(Activation activation, float low, float high) => Assert.Equal((low, high), activation.Range());
}
