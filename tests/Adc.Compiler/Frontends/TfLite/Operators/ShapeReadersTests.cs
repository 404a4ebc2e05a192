using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

/// <summary>SHAPE, STRIDED_SLICE, PACK and RESHAPE.</summary>
public sealed class ShapeReadersTests
{
    private static readonly Port[] Slicing = [Int32(4), Int32(1), Int32(1), Int32(1)];

    [Theory]
    [InlineData(new[] { 6 })]
    [InlineData(new[] { 1, 2, 3 })]
    public void Reshape_takes_any_shape_with_as_many_elements(int[] to)
    {
        Assert.Equal(new Reshape(), OneOperatorFile.Read(BuiltinOperator.Reshape, null, [Int8(2, 3)], Int8(to)));
        Assert.Equal(new Reshape(), OneOperatorFile.Read(BuiltinOperator.Reshape, null, [Int8(2, 3), Int32(to.Length)], Int8(to)));
        Assert.Equal(new Reshape(), OneOperatorFile.Read(BuiltinOperator.Reshape, new ReshapeOptions(to), [Int8(2, 3), null], Int8(to)));
    }

    [Fact]
    public void Reshape_ignores_the_shape_in_its_options_as_TensorFlow_Lite_does() =>
        OneOperatorFile.Read(BuiltinOperator.Reshape, new ReshapeOptions([7, 7]), [Int8(2, 3), Int32(1)], Int8(6));

    [Fact]
    public void Reshape_to_another_number_of_elements_is_refused() => Assert.Equal(
        "one.tflite[op 0, 'out0']: error ADC2015: RESHAPE turns 6 elements of [2,3] into 8 of [2,4]",
        Refusal(BuiltinOperator.Reshape, null, [Int8(2, 3)], Int8(2, 4)));

    [Fact]
    public void Shape_gives_one_number_for_each_axis()
    {
        Assert.Equal(new ShapeOf(), OneOperatorFile.Read(BuiltinOperator.Shape, new ShapeOptions(TfLiteTensorType.Int32), [Int8(2, 3)], Int32(2)));
        Assert.Equal(
            "one.tflite[op 0, 'out0']: error ADC2015: SHAPE of a tensor with 2 axes has output shape [3]",
            Refusal(BuiltinOperator.Shape, null, [Int8(2, 3)], Int32(3)));
    }

    [Fact]
    public void Strided_slice_keeps_its_masks() => Assert.Equal(
        new StridedSlice(BeginMask: 1, EndMask: 2, ShrinkAxisMask: 4),
        OneOperatorFile.Read(BuiltinOperator.StridedSlice, new StridedSliceOptions(1, 2, 0, 0, 4), Slicing, Int32()));

    [Fact]
    public void Strided_slice_without_options_has_no_masks() =>
        Assert.Equal(new StridedSlice(), OneOperatorFile.Read(BuiltinOperator.StridedSlice, null, Slicing, Int32(1)));

    [Fact]
    public void Strided_slice_keeps_ellipsis_new_axis_and_offset() => Assert.Equal(
        new StridedSlice(EllipsisMask: 1, NewAxisMask: 2, EndIsOffset: true),
        OneOperatorFile.Read(BuiltinOperator.StridedSlice, new StridedSliceOptions(0, 0, 1, 2, 0, true), Slicing, Int32(1)));

    [Fact]
    public void Strided_slice_with_two_ellipses_or_unequal_vectors_is_refused()
    {
        Assert.Equal(
            "one.tflite[op 0, 'out0']: error ADC4003: STRIDED_SLICE with several ellipses has no meaning",
            Refusal(BuiltinOperator.StridedSlice, new StridedSliceOptions(0, 0, 3, 0, 0), Slicing, Int32(1)));
        Assert.Contains(
            "ADC2015: STRIDED_SLICE needs vectors of one length up to 31, found [1], [1] and [2]",
            Refusal(BuiltinOperator.StridedSlice, null, [Int32(4), Int32(1), Int32(1), Int32(2)], Int32(1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-1, 2)]
    [InlineData(-3, 0)]
    public void Pack_counts_a_negative_axis_from_the_end_of_the_output(int inFile, int axis)
    {
        int[] output = [4, 5];
        Assert.Equal(
            new Pack(axis),
            OneOperatorFile.Read(BuiltinOperator.Pack, new PackOptions(2, inFile), [Int8(4, 5), Int8(4, 5)], Int8([.. output[..axis], 2, .. output[axis..]])));
    }

    [Fact]
    public void Pack_without_options_stacks_along_the_first_axis() =>
        Assert.Equal(new Pack(0), OneOperatorFile.Read(BuiltinOperator.Pack, null, [Int8(4), Int8(4), Int8(4)], Int8(3, 4)));

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    public void Pack_along_an_axis_that_is_not_there_is_refused(int axis) => Assert.Contains(
        $"ADC2015: PACK stacks along axis {axis} of an output with 2 axes",
        Refusal(BuiltinOperator.Pack, new PackOptions(2, axis), [Int8(4), Int8(4)], Int8(2, 4)), StringComparison.Ordinal);

    [Fact]
    public void Pack_of_unequal_tensors_or_into_another_shape_is_refused()
    {
        Assert.Contains(
            "ADC2015: PACK of 2 tensors [4] cannot give [2,4]",
            Refusal(BuiltinOperator.Pack, null, [Int8(4), Int8(5)], Int8(2, 4)), StringComparison.Ordinal);
        Assert.Contains(
            "ADC2015: PACK of 2 tensors [4] cannot give [3,4]",
            Refusal(BuiltinOperator.Pack, null, [Int8(4), Int8(4)], Int8(3, 4)), StringComparison.Ordinal);
        Assert.Contains(
            "ADC2015: PACK of 2 tensors [4] cannot give [2,5]",
            Refusal(BuiltinOperator.Pack, null, [Int8(4), Int8(4)], Int8(2, 5)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_with_an_input_left_out_is_refused() => Assert.Contains(
        "ADC2015: PACK lacks its input 1",
        Refusal(BuiltinOperator.Pack, null, [Int8(4), null], Int8(2, 4)), StringComparison.Ordinal);
}
