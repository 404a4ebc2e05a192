using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class StridedSliceReferenceTests
{
    // As numpy: arange(10)[begin:end:stride].
    [Theory]
    [InlineData(2, 8, 1, 0, 0, new[] { 2, 3, 4, 5, 6, 7 })]
    [InlineData(2, 8, 4, 0, 0, new[] { 2, 6 })]
    [InlineData(-3, -1, 1, 0, 0, new[] { 7, 8 })]
    [InlineData(-30, 99, 5, 0, 0, new[] { 0, 5 })]
    [InlineData(8, 2, -2, 0, 0, new[] { 8, 6, 4 })]
    [InlineData(99, -99, -4, 0, 0, new[] { 9, 5, 1 })]
    [InlineData(5, 7, 1, 1, 0, new[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(5, 7, 1, 0, 1, new[] { 5, 6, 7, 8, 9 })]
    [InlineData(5, 7, -3, 1, 1, new[] { 9, 6, 3, 0 })]
    [InlineData(5, 5, 1, 0, 0, new int[0])]
    public void A_vector_is_sliced_as_numpy_does(
        int begin, int end, int stride, int beginMask, int endMask, int[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<int>(
            new StridedSlice(beginMask, endMask),
            Make.Type(ElementType.Int32, [expected.Length]),
            Make.Int32s([.. Enumerable.Range(0, 10)]),
            Make.Int32s(begin),
            Make.Int32s(end),
            Make.Int32s(stride)));

    [Fact]
    public void Axes_are_sliced_independently() => Assert.Equal(
        [15f, 13f, 5f, 3f],
        Make.Evaluate<float>(
            new StridedSlice(),
            Make.Float32Type(2, 2),
            Make.Float32([2, 10], [.. Enumerable.Range(0, 20).Select(i => (float)i)]),
            Make.Int32s(1, 5),
            Make.Int32s(-3, 2),
            Make.Int32s(-1, -2)));

    // As the tail of a batch-dependent reshape: shape[0].
    [Fact]
    public void A_shrunk_axis_takes_one_element_and_ignores_the_end() => Assert.Equal(
        [42],
        Make.Evaluate<int>(
            new StridedSlice(ShrinkAxisMask: 1),
            Make.Type(ElementType.Int32, []),
            Make.Int32s(41, 42, 43),
            Make.Int32s(-2),
            Make.Int32s(0),
            Make.Int32s(1)));

    // arange(6).reshape(2, 3)[..., 1], [None, 1] and [1:2, 0:2] as [1:+1, 0:+2].
    [Theory]
    [InlineData(new[] { 0, 1 }, 1, 0, 2, false, new[] { 0, 1 }, new[] { 1f, 4 })]
    [InlineData(new[] { 0, 1 }, 0, 1, 2, false, new[] { 0, 0 }, new[] { 3f, 4, 5 })]
    [InlineData(new[] { 1, 0 }, 0, 0, 0, true, new[] { 1, 2 }, new[] { 3f, 4 })]
    public void Ellipsis_new_axes_and_offsets_are_as_in_numpy(int[] begin, int ellipsis, int newAxis, int shrink, bool offset, int[] end, float[] expected) =>
        Assert.Equal(expected, Make.Evaluate<float>(
            new StridedSlice(ShrinkAxisMask: shrink, EllipsisMask: ellipsis, NewAxisMask: newAxis, EndIsOffset: offset),
            Make.Float32Type(expected.Length), Make.Float32([2, 3], 0, 1, 2, 3, 4, 5), Make.Int32s(begin), Make.Int32s(end), Make.Int32s(1, 1)));

    [Theory]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.Bool)]
    [InlineData(ElementType.Int16)]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Int64)]
    public void Elements_of_any_size_are_taken_whole(ElementType element)
    {
        int size = element.SizeInBytes();
        byte[] bytes = [.. Enumerable.Range(0, 3 * size).Select(i => (byte)i)];
        var input = new TensorValue(Make.Type(element, [3]), new ConstantData(bytes));

        byte[] chosen = Make.Evaluate<byte>(
            new StridedSlice(), Make.Type(element, [2]), input, Make.Int32s(0), Make.Int32s(3), Make.Int32s(2));

        Assert.Equal([.. Enumerable.Range(0, size), .. Enumerable.Range(2 * size, size)], chosen.Select(b => (int)b));
    }

    [Theory]
    [InlineData(0, 1, 0, 0)] // a stride of zero
    [InlineData(3, 4, 1, 1)] // one element past the end
    [InlineData(0, 1, 1, 0)] // one element where the output has none
    public void Slices_without_a_meaning_are_unknown(int begin, int end, int stride, int shrink) => Assert.Null(
        Make.TryEvaluate(
            new StridedSlice(ShrinkAxisMask: shrink),
            Make.Type(ElementType.Int32, shrink == 0 ? [0] : []),
            Rounding.Tflm,
            Make.Int32s(1, 2, 3),
            Make.Int32s(begin),
            Make.Int32s(end),
            Make.Int32s(stride)));
}
