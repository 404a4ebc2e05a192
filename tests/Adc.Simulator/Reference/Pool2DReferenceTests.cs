using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class Pool2DReferenceTests
{
    // Two channels, 3 x 3 positions.
    private static readonly TensorValue Image = Make.Int8(
        1f, 5, [1, 3, 3, 2], 1, -1, 2, -2, 4, -4, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9);

    // 1 + 2 + 4 + 5 = 12 and 2 + 4 + 5 + 6 = 17, a quarter of which is 4.25; 4 + 5 + 7 + 8 = 24; 5 + 6 + 8 + 9 = 28.
    [Fact]
    public void An_average_of_stored_numbers_is_rounded() => Assert.Equal(
        [3, -3, 4, -4, 6, -6, 7, -7], Pool(Pooling.Average, new Window(Padding.Valid), 2, 2, Shape.Of(1, 2, 2, 2)));

    // 1 + 2 = 3 and 2 + 4 = 6 in pairs, 4 + 5 = 9, 5 + 6 = 11, 7 + 8 = 15, 8 + 9 = 17.
    [Fact]
    public void Ties_go_away_from_zero() => Assert.Equal(
        [2, -2, 3, -3, 5, -5, 6, -6, 8, -8, 9, -9], Pool(Pooling.Average, new Window(Padding.Valid), 1, 2, Shape.Of(1, 3, 2, 2)));

    // Stride 2: windows of four, two, two and one elements; the surplus row and column lie behind.
    [Fact]
    public void What_lies_beyond_the_edges_does_not_count()
    {
        var window = new Window(Padding.Same, 2, 2);
        Assert.Equal([3, -3, 5, -5, 8, -8, 9, -9], Pool(Pooling.Average, window, 2, 2, Shape.Of(1, 2, 2, 2)));
        Assert.Equal([5, -1, 6, -4, 8, -7, 9, -9], Pool(Pooling.Max, window, 2, 2, Shape.Of(1, 2, 2, 2)));
    }

    // Zero is stored as 5, 6 as 11.
    [Theory]
    [InlineData(Activation.Relu, new sbyte[] { 9, 5 })]
    [InlineData(Activation.ReluN1To1, new sbyte[] { 6, 4 })]
    public void An_activation_clamps(Activation activation, sbyte[] expected) =>
        Assert.Equal(expected, Pool(Pooling.Max, new Window(Padding.Valid), 3, 3, Shape.Of(1, 1, 1, 2), activation));

    [Fact]
    public void Int16_and_float32_do_the_same()
    {
        TensorType type = Make.Type(ElementType.Int16, [1, 1, 2, 1], 1f), one = Make.Type(ElementType.Int16, [1, 1, 1, 1], 1f);
        var pool = new Pool2D(Pooling.Average, new Window(Padding.Valid), 1, 2);
        Assert.Equal([-20001], Make.Evaluate<short>(pool, one, new TensorValue(type, ConstantData.Of<short>([-20000, -20001]))));
        Assert.Equal([1.75f], Make.Evaluate<float>(pool, Make.Float32Type(1, 1, 1, 1), Make.Float32([1, 1, 2, 1], 1.5f, 2)));
        Assert.Equal([2f], Make.Evaluate<float>(pool with { Pooling = Pooling.Max }, Make.Float32Type(1, 1, 1, 1), Make.Float32([1, 1, 2, 1], 1.5f, 2)));
    }

    [Fact]
    public void Another_scale_or_shape_is_unknown()
    {
        var pool = new Pool2D(Pooling.Average, new Window(Padding.Valid), 2, 2);
        Assert.Null(Make.TryEvaluate(pool, Make.Int8Type([1, 2, 2, 2], 2f, 5), Rounding.Tflm, Image));
        Assert.Null(Make.TryEvaluate(pool, Make.Int8Type([1, 2, 2, 2], 1f, 4), Rounding.Tflm, Image));
        Assert.Null(Make.TryEvaluate(pool, Make.Int8Type([1, 2, 3, 2], 1f, 5), Rounding.Tflm, Image));
        Assert.Null(Make.TryEvaluate(pool, Make.Float32Type(1, 2, 2, 2), Rounding.Tflm, Image));
    }

    private static sbyte[] Pool(Pooling pooling, Window window, int height, int width, Shape output, Activation activation = Activation.None) =>
        Make.Evaluate<sbyte>(new Pool2D(pooling, window, height, width, activation), Image.Type with { Shape = output }, Image);
}
