using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;

namespace Adc.Tests.Simulator.Reference;

public sealed class BroadcastTests
{
    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2, 3 }, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(new[] { 1, 3 }, new[] { 2, 3 }, new[] { 0, 1, 2, 0, 1, 2 })]
    [InlineData(new[] { 2, 1 }, new[] { 2, 3 }, new[] { 0, 0, 0, 1, 1, 1 })]
    [InlineData(new[] { 3 }, new[] { 2, 3 }, new[] { 0, 1, 2, 0, 1, 2 })]
    [InlineData(new int[0], new[] { 2, 2 }, new[] { 0, 0, 0, 0 })]
    [InlineData(new[] { 2, 1, 2 }, new[] { 2, 2, 2 }, new[] { 0, 1, 0, 1, 2, 3, 2, 3 })]
    public void Elements_are_repeated_along_axes_of_extent_1(int[] operand, int[] output, int[] expected) =>
        Assert.Equal(expected, Broadcast.Indices(Shape.Of(operand), Shape.Of(output)));

    [Theory]
    [InlineData(new[] { 2 }, new[] { 3 })]
    [InlineData(new[] { 3, 1 }, new[] { 3 })]
    [InlineData(new[] { 2, 3 }, new[] { 2, 1 })]
    public void Other_shapes_do_not_fit(int[] operand, int[] output) => Assert.Null(Broadcast.Indices(Shape.Of(operand), Shape.Of(output)));

    [Fact]
    public void Both_operands_may_be_repeated() => Assert.Equal(
        [11, 21, 12, 22],
        Make.Evaluate<float>(new Add(), Make.Float32Type(2, 2), Make.Float32([2, 1], 1, 2), Make.Float32([1, 2], 10, 20)));

    [Fact]
    public void A_result_of_another_shape_is_unknown() =>
        Assert.Null(Make.TryEvaluate(new Add(), Make.Float32Type(3), Rounding.Tflm, Make.Float32s(1, 2), Make.Float32s(1, 2)));
}
