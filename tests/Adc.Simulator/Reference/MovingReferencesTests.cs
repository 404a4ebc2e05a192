using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Simulator.Reference;

namespace Adc.Tests.Simulator.Reference;

/// <summary>The operators that join, cut, repeat and reorder tensors, on cases small enough to be seen through.</summary>
public sealed class MovingReferencesTests
{
    private static readonly TensorValue TwoByThree = Make.Float32([2, 3], 1, 2, 3, 4, 5, 6);

    [Fact]
    public void Pad_puts_zeros_around_and_the_zero_point_where_there_is_one()
    {
        Assert.Equal(
            [0, 1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0],
            Make.Evaluate<float>(new Pad(), Make.Float32Type(3, 4), TwoByThree, Pairs(0, 1, 1, 0)));
        Assert.Equal<sbyte>(
            [-7, -7, 1, 2, -7],
            Make.Evaluate<sbyte>(new Pad(), Make.Int8Type([5], 0.5f, -7), Make.Int8s(0.5f, -7, 1, 2), Pairs(2, 1)));
    }

    [Fact]
    public void Pad_takes_a_value_and_paddings_of_int64() => Assert.Equal(
        [9, 1, 2, 9],
        Make.Evaluate<int>(
            new Pad(), Make.Type(ElementType.Int32, [4]), Make.Int32s(1, 2),
            new TensorValue(Make.Type(ElementType.Int64, [1, 2]), ConstantData.Of<long>([1, 1])), new TensorValue(Make.Type(ElementType.Int32, []), ConstantData.Of<int>([9]))));

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(1, 1)]
    public void Paddings_that_do_not_lead_to_the_output_are_unknown(int before, int after)
    {
        Assert.Null(Make.TryEvaluate(new Pad(), Make.Type(ElementType.Int32, [3]), Rounding.Tflm, Make.Int32s(1, 2), Pairs(before, after)));
        Assert.Null(Make.TryEvaluate(new MirrorPad(true), Make.Type(ElementType.Int32, [3]), Rounding.Tflm, Make.Int32s(1, 2), Pairs(before, after)));
    }

    [Theory]
    [InlineData(false, new[] { 3, 2, 1, 2, 3, 2, 1 })]
    [InlineData(true, new[] { 2, 1, 1, 2, 3, 3, 2 })]
    public void Mirrors_stand_in_the_last_element_or_behind_it(bool repeatsEdge, int[] expected) => Assert.Equal(
        expected, Make.Evaluate<int>(new MirrorPad(repeatsEdge), Make.Type(ElementType.Int32, [7]), Make.Int32s(1, 2, 3), Pairs(2, 2)));

    [Fact]
    public void Corners_are_mirrored_twice() => Assert.Equal(
        [4, 3, 4, 2, 1, 2, 4, 3, 4],
        Make.Evaluate<float>(new MirrorPad(false), Make.Float32Type(3, 3), Make.Float32([2, 2], 1, 2, 3, 4), Pairs(1, 0, 1, 0)));

    [Fact]
    public void A_mirror_shows_no_more_than_there_is() =>
        Assert.Null(Make.TryEvaluate(new MirrorPad(false), Make.Type(ElementType.Int32, [5]), Rounding.Tflm, Make.Int32s(1, 2), Pairs(3, 0)));

    [Fact]
    public void Concatenation_joins_along_its_axis()
    {
        TensorValue column = Make.Float32([2, 1], 7, 8);

        Assert.Equal([1, 2, 3, 7, 4, 5, 6, 8], Make.Evaluate<float>(new Concatenation(1), Make.Float32Type(2, 4), TwoByThree, column));
        Assert.Equal([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6], Make.Evaluate<float>(new Concatenation(0), Make.Float32Type(4, 3), TwoByThree, TwoByThree));
        Assert.Null(Make.TryEvaluate(new Concatenation(0), Make.Float32Type(4, 3), Rounding.Tflm, TwoByThree, column));
    }

    [Fact]
    public void Split_gives_equal_parts_and_SplitV_those_that_are_asked_for()
    {
        TensorType column = Make.Float32Type(2, 1);

        Assert.Equal([[1, 4], [2, 5], [3, 6]], Many(new Split(), [column, column, column], Scalar(-1), TwoByThree)!);
        Assert.Equal(
            [[1, 4], [2, 3, 5, 6]], Many(new SplitV(), [column, Make.Float32Type(2, 2)], TwoByThree, Make.Int32s(1, -1), Scalar(1))!);
        Assert.Null(Many(new Split(), [column, column], Scalar(1), TwoByThree));
        Assert.Null(Many(new Split(), [column, column, column], Scalar(2), TwoByThree));
        Assert.Null(Many(new SplitV(), [column, Make.Float32Type(2, 2)], TwoByThree, Make.Int32s(2, 1), Scalar(1)));
    }

    [Fact]
    public void Unpack_takes_an_axis_apart()
    {
        Assert.Equal([[1, 2, 3], [4, 5, 6]], Many(new Unpack(), [Make.Float32Type(3), Make.Float32Type(3)], TwoByThree)!);
        Assert.Equal([[1, 4], [2, 5], [3, 6]], Many(new Unpack(1), [Make.Float32Type(2), Make.Float32Type(2), Make.Float32Type(2)], TwoByThree)!);
    }

    [Fact]
    public void Slice_takes_a_box_and_minus_one_reaches_to_the_end()
    {
        Assert.Equal([5, 6], Make.Evaluate<float>(new Slice(), Make.Float32Type(1, 2), TwoByThree, Make.Int32s(1, 1), Make.Int32s(1, -1)));
        Assert.Null(Make.TryEvaluate(new Slice(), Make.Float32Type(1, 2), Rounding.Tflm, TwoByThree, Make.Int32s(1, 2), Make.Int32s(1, 2)));
    }

    [Fact]
    public void Transpose_reorders_axes()
    {
        Assert.Equal([1, 4, 2, 5, 3, 6], Make.Evaluate<float>(new Transpose(), Make.Float32Type(3, 2), TwoByThree, Make.Int32s(1, 0)));
        Assert.Equal(
            [1, 2, 5, 6, 3, 4, 7, 8],
            Make.Evaluate<float>(new Transpose(), Make.Float32Type(2, 2, 2), Make.Float32([2, 2, 2], 1, 2, 3, 4, 5, 6, 7, 8), Make.Int32s(1, 0, 2)));
        Assert.Null(Make.TryEvaluate(new Transpose(), Make.Float32Type(2, 3), Rounding.Tflm, TwoByThree, Make.Int32s(0, 0)));
    }

    // Batches of [[1 2] [3 4]] with blocks of 2: the four corners; with a row and a column of zeros before it the corners change places.
    [Fact]
    public void Blocks_become_batches_and_batches_blocks()
    {
        TensorValue image = Make.Float32([1, 2, 2, 1], 1, 2, 3, 4), block = Make.Int32s(2, 2);

        Assert.Equal([1, 2, 3, 4], Make.Evaluate<float>(new SpaceToBatchNd(), Make.Float32Type(4, 1, 1, 1), image, block, Pairs(0, 0, 0, 0)));
        float[] padded = Make.Evaluate<float>(new SpaceToBatchNd(), Make.Float32Type(4, 2, 2, 1), image, block, Pairs(1, 1, 1, 1));
        Assert.Equal([0, 0, 0, 4, 0, 0, 3, 0, 0, 2, 0, 0, 1, 0, 0, 0], padded);
        Assert.Equal(
            [1, 2, 3, 4],
            Make.Evaluate<float>(new BatchToSpaceNd(), Make.Float32Type(1, 2, 2, 1), Make.Float32([4, 2, 2, 1], padded), block, Pairs(1, 1, 1, 1)));
        Assert.Null(Make.TryEvaluate(new SpaceToBatchNd(), Make.Float32Type(4, 1, 1, 1), Rounding.Tflm, image, block, Pairs(0, 0, 0, 1)));
        Assert.Null(Make.TryEvaluate(new BatchToSpaceNd(), Make.Float32Type(1, 2, 2, 1), Rounding.Tflm, image, block, Pairs(0, 0, 0, 0)));
    }

    [Fact]
    public void Blocks_become_channels_and_channels_blocks()
    {
        TensorValue image = Make.Float32([1, 2, 4, 1], 1, 2, 3, 4, 5, 6, 7, 8), deep = Make.Float32([1, 1, 2, 4], 1, 2, 5, 6, 3, 4, 7, 8);

        Assert.Equal(deep.Data.ToArray<float>(), Make.Evaluate<float>(new SpaceToDepth(2), deep.Type, image));
        Assert.Equal(image.Data.ToArray<float>(), Make.Evaluate<float>(new DepthToSpace(2), image.Type, deep));
    }

    [Fact]
    public void Tile_BroadcastTo_and_Fill_repeat()
    {
        Assert.Equal([1, 2, 1, 2, 1, 2, 1, 2], Make.Evaluate<int>(new Tile(), Make.Type(ElementType.Int32, [2, 4]), Row(1, 2), Make.Int32s(2, 2)));
        Assert.Equal([1, 1, 2, 2], Make.Evaluate<int>(
            new BroadcastTo(), Make.Type(ElementType.Int32, [2, 2]), new TensorValue(Make.Type(ElementType.Int32, [2, 1]), ConstantData.Of<int>([1, 2])), Make.Int32s(2, 2)));
        Assert.Equal([7, 7, 7], Make.Evaluate<int>(new Fill(), Make.Type(ElementType.Int32, [3]), Make.Int32s(3), Scalar(7)));
        Assert.Null(Make.TryEvaluate(new Tile(), Make.Type(ElementType.Int32, [2, 4]), Rounding.Tflm, Row(1, 2), Make.Int32s(2, 3)));
        Assert.Null(Make.TryEvaluate(new Fill(), Make.Type(ElementType.Int32, [3]), Rounding.Tflm, Make.Int32s(4), Scalar(7)));
    }

    [Fact]
    public void Elements_of_another_type_are_unknown()
    {
        Assert.Null(Make.TryEvaluate(new Pad(), Make.Type(ElementType.Int8, [2, 3]), Rounding.Tflm, TwoByThree, Pairs(0, 0, 0, 0)));
        Assert.Null(Make.TryEvaluate(new Transpose(), Make.Float32Type(3, 2), Rounding.Tflm, TwoByThree, Make.Float32s(1, 0)));
    }

    private static TensorValue Pairs(params int[] numbers) => new(Make.Type(ElementType.Int32, [numbers.Length / 2, 2]), ConstantData.Of<int>(numbers));

    private static TensorValue Row(params int[] numbers) => new(Make.Type(ElementType.Int32, [1, numbers.Length]), ConstantData.Of<int>(numbers));

    private static TensorValue Scalar(int number) => new(Make.Type(ElementType.Int32, []), ConstantData.Of<int>([number]));

    private static float[][]? Many(Operator @operator, TensorType[] outputs, params TensorValue?[] inputs) =>
        new ReferenceEvaluator(Rounding.Tflm).Evaluate(@operator, inputs, outputs)?.Select(data => data.ToArray<float>()).ToArray();
}
