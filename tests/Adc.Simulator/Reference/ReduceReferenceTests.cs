using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class ReduceReferenceTests
{
    private static readonly TensorValue Cube = Make.Int8(0.5f, 2, [2, 2, 2], 2, 3, 4, 5, 6, 7, 8, 9);

    // Distances from the zero point 2 are 0 to 7: pairs along the middle axis are 0+2, 1+3, 4+6, 5+7, at half the scale.
    [Fact]
    public void A_sum_is_rescaled() => Assert.Equal(
        [-3 + 1, -3 + 2, -3 + 5, -3 + 6],
        Make.Evaluate<sbyte>(new Reduce(Reduction.Sum), Make.Int8Type([2, 2], 1f, -3), Cube, Make.Int32s(1)));

    // The mean of all distances is 3.5, at the same scale a tie.
    [Theory]
    [InlineData(Rounding.Tflm, 4 + 2)]
    [InlineData(Rounding.Single, 4 + 2)]
    [InlineData(Rounding.Tflite, 5)]
    public void A_mean_of_all_is_rounded_or_for_hosts_cut_off(Rounding rounding, sbyte expected) => Assert.Equal(
        [expected], Make.Evaluate<sbyte>(new Reduce(Reduction.Mean), Make.Int8Type([], 0.5f, 2), rounding, Cube, Make.Int32s(0, 1, 2)));

    // 1/3 of a mantissa is cut off, not rounded: 2^30 * 2 / 3 = 715,827,882.67.
    [Fact]
    public void The_divisor_of_a_mean_is_part_of_the_factor() => Assert.Equal(
        [-1, 0, 33],
        Make.Evaluate<sbyte>(
            new Reduce(Reduction.Mean, KeepDimensions: true), Make.Int8Type([3, 1], 1f), Make.Int8(1f, 0, [3, 3], -1, 0, -1, 0, 1, 0, 99, 0, 1), Make.Int32s(-1)));

    [Fact]
    public void A_maximum_is_taken_as_it_is() => Assert.Equal(
        [5, 9], Make.Evaluate<sbyte>(new Reduce(Reduction.Max), Make.Int8Type([2], 0.5f, 2), Cube, Make.Int32s(1, 2)));

    [Fact]
    public void An_axis_may_be_named_twice_and_from_the_end() => Assert.Equal(
        [3, 5, 7, 9], Make.Evaluate<sbyte>(new Reduce(Reduction.Max), Make.Int8Type([2, 2], 0.5f, 2), Cube, Make.Int32s(-1, 2)));

    // TensorFlow Lite for hosts adds int8 to int8 when no scale changes.
    [Fact]
    public void A_sum_wraps_on_hosts_where_elsewhere_it_saturates()
    {
        TensorValue input = Make.Int8(1f, 0, [3], 100, 100, 100);
        Assert.Equal([127], Make.Evaluate<sbyte>(new Reduce(Reduction.Sum), Make.Int8Type([], 1f), Rounding.Tflm, input, Make.Int32s(0)));
        Assert.Equal([300 - 256], Make.Evaluate<sbyte>(new Reduce(Reduction.Sum), Make.Int8Type([], 1f), Rounding.Tflite, input, Make.Int32s(0)));
    }

    [Theory]
    [InlineData(Reduction.Mean, 2.5f)]
    [InlineData(Reduction.Sum, 5f)]
    [InlineData(Reduction.Max, 4f)]
    public void Float32_does_the_same_in_plain_order(Reduction reduction, float expected) => Assert.Equal(
        [expected], Make.Evaluate<float>(new Reduce(reduction), Make.Float32Type(), Make.Float32s(1, 4), Make.Int32s(0)));

    [Fact]
    public void Axes_that_do_not_fit_are_unknown()
    {
        Assert.Null(Make.TryEvaluate(new Reduce(Reduction.Sum), Make.Int8Type([2, 2], 1f), Rounding.Tflm, Cube, Make.Int32s(3)));
        Assert.Null(Make.TryEvaluate(new Reduce(Reduction.Sum), Make.Int8Type([2, 2], 1f), Rounding.Tflm, Cube, Make.Int32s(0, 1)));
        Assert.Null(Make.TryEvaluate(new Reduce(Reduction.Sum), Make.Int8Type([2, 2], 1f), Rounding.Tflm, Cube, Make.Float32s(1)));
        Assert.Null(Make.TryEvaluate(new Reduce(Reduction.Max), Make.Int8Type([2, 2], 1f), Rounding.Tflm, Cube, Make.Int32s(1)));
        Assert.Null(Make.TryEvaluate(new Reduce(Reduction.Sum), Make.Float32Type(2, 2), Rounding.Tflm, Cube, Make.Int32s(1)));
    }
}
