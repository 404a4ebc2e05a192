using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

/// <summary>GATHER, the resizing operators, CAST, ARG_MAX and ARG_MIN.</summary>
public sealed class IndexingReferencesTests
{
    private static readonly TensorValue TwoByThree = Make.Float32([2, 3], 1, 2, 3, 4, 5, 6);

    [Fact]
    public void Gather_takes_slices_by_their_indices_the_nearest_ones_outside_the_axis()
    {
        Assert.Equal([4, 5, 6, 1, 2, 3, 4, 5, 6], Make.Evaluate<float>(new Gather(0), Make.Float32Type(3, 3), TwoByThree, Make.Int32s(1, -5, 99)));
        Assert.Equal([3, 1, 6, 4], Make.Evaluate<float>(new Gather(1), Make.Float32Type(2, 2), TwoByThree, Make.Int32s(2, 0)));
    }

    [Fact]
    public void Each_batch_of_a_gather_has_indices_of_its_own() => Assert.Equal(
        [3, 4],
        Make.Evaluate<float>(
            new Gather(1, BatchDimensions: 1), Make.Float32Type(2, 1), TwoByThree,
            new TensorValue(Make.Type(ElementType.Int32, [2, 1]), ConstantData.Of<int>([2, 0]))));

    [Theory]
    [InlineData(false, false, 6, new[] { 0, 0, 1, 1, 2, 2 })]
    [InlineData(false, false, 2, new[] { 0, 1 })]
    [InlineData(false, true, 2, new[] { 0, 2 })]
    [InlineData(true, false, 5, new[] { 0, 1, 1, 2, 2 })] // 0, 0.5, 1, 1.5, 2: a half goes up
    public void The_nearest_pixel_depends_on_what_is_aligned(bool corners, bool halfPixels, int width, int[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<int>(
            new ResizeNearestNeighbor(corners, halfPixels), Make.Type(ElementType.Int32, [1, 1, width, 1]),
            new TensorValue(Make.Type(ElementType.Int32, [1, 1, 3, 1]), ConstantData.Of<int>([0, 1, 2])), Make.Int32s(1, width)));

    [Theory]
    [InlineData(Rounding.Tflm, new sbyte[] { -3, -2, 0, 0 })]   // -3, -1.5, 0
    [InlineData(Rounding.Tflite, new sbyte[] { -3, -2, 0, 0 })]
    [InlineData(Rounding.Single, new sbyte[] { -3, -1, 0, 0 })]
    public void A_half_between_two_pixels_is_rounded_up_or_away_from_zero(Rounding rounding, sbyte[] expected) => Assert.Equal(
        expected,
        Make.Evaluate<sbyte>(
            new ResizeBilinear(), Make.Int8Type([1, 1, 4, 1], 1), rounding, Make.Int8(1, 0, [1, 1, 2, 1], -3, 0), Make.Int32s(1, 4)));

    [Fact]
    public void Floats_are_interpolated_in_both_directions() => Assert.Equal(
        [0, 1, 2, 2, 3, 4, 4, 5, 6],
        Make.Evaluate<float>(
            new ResizeBilinear(AlignCorners: true), Make.Float32Type(1, 3, 3, 1), Make.Float32([1, 2, 2, 1], 0, 2, 4, 6), Make.Int32s(3, 3)));

    [Fact]
    public void Half_pixels_do_not_reach_beyond_the_edge() => Assert.Equal(
        [0, 0.5f, 1.5f, 2],
        Make.Evaluate<float>(
            new ResizeBilinear(HalfPixelCenters: true), Make.Float32Type(1, 1, 4, 1), Make.Float32([1, 1, 2, 1], 0, 2), Make.Int32s(1, 4)));

    [Fact]
    public void A_size_that_is_not_the_outputs_is_unknown()
    {
        TensorValue image = Make.Int8(1, 0, [1, 1, 2, 1], 1, 2);

        Assert.Null(Make.TryEvaluate(new ResizeBilinear(), Make.Int8Type([1, 1, 4, 1], 1), Rounding.Tflm, image, Make.Int32s(4, 1)));
        Assert.Null(Make.TryEvaluate(new ResizeNearestNeighbor(), Make.Int8Type([1, 1, 4, 1], 1), Rounding.Tflm, image, Make.Int32s(4, 1)));
    }

    [Fact]
    public void Floats_are_cut_towards_zero_and_kept_within_32_bits_of_which_the_low_ones_are_taken()
    {
        TensorValue reals = Make.Float32s(-1.9f, 1.9f, -300, 300, 3e9f, float.NaN, float.NegativeInfinity, 0);

        Assert.Equal<sbyte>([-1, 1, -44, 44, -1, 0, 0, 0], Make.Evaluate<sbyte>(new Cast(), Make.Type(ElementType.Int8, [8]), reals));
        Assert.Equal<byte>([255, 1, 212, 44, 255, 0, 0, 0], Make.Evaluate<byte>(new Cast(), Make.Type(ElementType.UInt8, [8]), reals));
        Assert.Equal([-1, 1, -300, 300, int.MaxValue, 0, int.MinValue, 0], Make.Evaluate<int>(new Cast(), Make.Type(ElementType.Int32, [8]), reals));
        Assert.Equal<byte>([1, 1, 1, 1, 1, 1, 1, 0], Make.Evaluate<byte>(new Cast(), Make.Type(ElementType.Bool, [8]), reals));
    }

    [Fact]
    public void Integers_keep_their_low_bits()
    {
        TensorValue numbers = Make.Int32s(-1, 300, 0, int.MinValue);

        Assert.Equal<sbyte>([-1, 44, 0, 0], Make.Evaluate<sbyte>(new Cast(), Make.Type(ElementType.Int8, [4]), numbers));
        Assert.Equal<byte>([1, 1, 0, 1], Make.Evaluate<byte>(new Cast(), Make.Type(ElementType.Bool, [4]), numbers));
        Assert.Equal([-1, 300, 0, int.MinValue], Make.Evaluate<float>(new Cast(), Make.Float32Type(4), numbers));
        Assert.Equal([-1L, 300, 0, int.MinValue], Make.Evaluate<long>(new Cast(), Make.Type(ElementType.Int64, [4]), numbers));
    }

    [Fact]
    public void Of_equal_extremes_the_first_counts_along_any_axis()
    {
        TensorValue numbers = Make.Int8(1, 0, [2, 3], 5, -3, 5, 5, 9, -3);

        Assert.Equal([0, 1], Make.Evaluate<int>(new ArgMax(), Make.Type(ElementType.Int32, [2]), numbers, Scalar(-1)));
        Assert.Equal([1L, 2], Make.Evaluate<long>(new ArgMin(), Make.Type(ElementType.Int64, [2]), numbers, Scalar(1)));
        Assert.Equal([0, 1, 0], Make.Evaluate<int>(new ArgMax(), Make.Type(ElementType.Int32, [3]), numbers, Scalar(0)));
        Assert.Equal([0, 0, 1], Make.Evaluate<int>(new ArgMin(), Make.Type(ElementType.Int32, [3]), numbers, Scalar(0)));
        Assert.Null(Make.TryEvaluate(new ArgMax(), Make.Type(ElementType.Int32, [3]), Rounding.Tflm, numbers, Scalar(2)));
    }

    private static TensorValue Scalar(int number) => new(Make.Type(ElementType.Int32, []), ConstantData.Of<int>([number]));
}
