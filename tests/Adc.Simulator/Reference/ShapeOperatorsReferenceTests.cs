using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class ShapeOperatorsReferenceTests
{
    [Fact]
    public void Reshape_keeps_the_elements_and_their_order() => Assert.Equal(
        [1f, 2f, 3f, 4f, 5f, 6f],
        Make.Evaluate<float>(new Reshape(), Make.Float32Type(3, 2), Make.Float32([2, 3], 1, 2, 3, 4, 5, 6), Make.Int32s(3, 2)));

    [Fact]
    public void Reshape_to_another_number_of_elements_is_unknown() =>
        Assert.Null(Make.TryEvaluate(new Reshape(), Make.Float32Type(4), Rounding.Tflm, Make.Float32s(1, 2, 3)));

    [Fact]
    public void Shape_of_a_tensor_is_its_extents_as_int32_or_int64()
    {
        TensorValue image = Make.Float32([1, 2, 3], new float[6]);

        Assert.Equal([1, 2, 3], Make.Evaluate<int>(new ShapeOf(), Make.Type(ElementType.Int32, [3]), image));
        Assert.Equal([1L, 2L, 3L], Make.Evaluate<long>(new ShapeOf(), Make.Type(ElementType.Int64, [3]), image));
    }

    [Theory]
    [InlineData(0, new[] { 2, 2, 2 }, new[] { 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f })]
    [InlineData(1, new[] { 2, 2, 2 }, new[] { 1f, 2f, 5f, 6f, 3f, 4f, 7f, 8f })]
    [InlineData(2, new[] { 2, 2, 2 }, new[] { 1f, 5f, 2f, 6f, 3f, 7f, 4f, 8f })]
    [InlineData(-1, new[] { 2, 2, 2 }, new[] { 1f, 5f, 2f, 6f, 3f, 7f, 4f, 8f })]
    public void Pack_stacks_along_a_new_axis(int axis, int[] shape, float[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<float>(
            new Pack(axis), Make.Type(ElementType.Float32, shape), Make.Float32([2, 2], 1, 2, 3, 4), Make.Float32([2, 2], 5, 6, 7, 8)));

    [Fact]
    public void Pack_of_scalars_is_a_vector() => Assert.Equal(
        [7, -1, 3],
        Make.Evaluate<int>(new Pack(), Make.Type(ElementType.Int32, [3]), Scalar(7), Scalar(-1), Scalar(3)));

    [Fact]
    public void Pack_of_unequal_shapes_is_unknown() => Assert.Null(
        Make.TryEvaluate(new Pack(), Make.Type(ElementType.Int32, [2, 1]), Rounding.Tflm, Make.Int32s(1), Make.Int32s(1, 2)));

    private static TensorValue Scalar(int value) => new(Make.Type(ElementType.Int32, []), ConstantData.Of<int>([value]));
}
