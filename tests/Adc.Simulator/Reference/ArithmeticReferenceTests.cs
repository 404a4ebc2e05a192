using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

/// <summary>ADD, SUB, MUL, DIV and SQUARED_DIFFERENCE on small cases.</summary>
public sealed class ArithmeticReferenceTests
{
    private static readonly Rounding[] Roundings = Enum.GetValues<Rounding>();

    // Real values 1, -2, 63.5, -64 and 0.25, 1, 127/4, -32 in steps of 1/2.
    [Fact]
    public void Int8_sums_are_those_of_the_real_values_to_half_a_step() => Assert.All(Roundings, rounding => Assert.Equal(
        [3, -2, 127, -128],
        Make.Evaluate<sbyte>(
            new Add(), Make.Int8Type([4], 0.5f), rounding, Make.Int8s(0.5f, 0, 2, -4, 127, -128), Make.Int8s(0.25f, 0, 1, 4, 127, -128))));

    [Fact]
    public void Zero_points_are_taken_off_and_put_on() => Assert.Equal(
        [20 + 10 + 5, -128],
        Make.Evaluate<sbyte>(new Add(), Make.Int8Type([2], 1, 5), Make.Int8s(1, -128, -108, -128), Make.Int8s(1, 117, 127, -128)));

    // 1/2, 3/2, -1/2 and -3/2 of a step: away from zero, or up where there is one rounding.
    [Theory]
    [InlineData(Rounding.Tflm, new sbyte[] { 1, 2, -1, -2 })]
    [InlineData(Rounding.Tflite, new sbyte[] { 1, 2, -1, -2 })]
    [InlineData(Rounding.Single, new sbyte[] { 1, 2, 0, -1 })]
    public void Ties_round_as_in_other_elementwise_operators(Rounding rounding, sbyte[] expected)
    {
        TensorValue odd = Make.Int8s(1, 0, 1, 3, -1, -3), opposite = Make.Int8s(1, 0, -1, -3, 1, 3), none = Make.Int8s(1, 0, 0, 0, 0, 0);
        Assert.Equal(expected, Make.Evaluate<sbyte>(new Add(), Make.Int8Type([4], 2), rounding, odd, none));
        Assert.Equal(expected, Make.Evaluate<sbyte>(new Sub(), Make.Int8Type([4], 2), rounding, none, opposite));
        Assert.Equal(expected, Make.Evaluate<sbyte>(new Mul(), Make.Int8Type([4], 4), rounding, odd, Make.Int8s(1, 0, 2)));
    }

    // Only a shift to the right rounds a second time; the product alone has its ties up.
    [Fact]
    public void A_factor_of_one_half_has_no_second_rounding() => Assert.All(Roundings, rounding => Assert.Equal(
        [1, 2, 0, -1], Make.Evaluate<sbyte>(new Mul(), Make.Int8Type([4], 2), rounding, Make.Int8s(1, 0, 1, 3, -1, -3), Make.Int8s(1, 0, 1))));

    [Fact]
    public void Activations_clamp_in_steps_of_the_output() => Assert.Equal(
        [-10, 2, 50], Make.Evaluate<sbyte>(
            new Sub(Activation.Relu6), Make.Int8Type([3], 0.1f, -10), Make.Int8s(0.1f, 0, 1, 20, 100), Make.Int8s(0.1f, 0, 9, 8, 0)));

    [Fact]
    public void Int16_keeps_its_extremes() => Assert.All(Roundings, rounding =>
    {
        TensorType output = Make.Type(ElementType.Int16, [3], 0.5f);
        TensorValue most = Make.Int16s(0.5f, 32767, -32768, 1), least = Make.Int16s(0.5f, 32767, -32768, -32768);
        Assert.Equal([32767, -32768, -32767], Make.Evaluate<short>(new Add(), output, rounding, most, least));
        Assert.Equal([0, 0, 32767], Make.Evaluate<short>(new Sub(), output, rounding, most, least));
        Assert.Equal([32767, 32767, -16384], Make.Evaluate<short>(new Mul(), output, rounding, most, least));
    });

    [Fact]
    public void An_output_scale_beyond_the_kernels_is_unknown()
    {
        TensorValue one = Make.Int8s(1, 0, 1);
        Assert.Null(Make.TryEvaluate(new Add(), Make.Int8Type([1], 1f / (1 << 19)), Rounding.Tflm, one, one));
        Assert.NotNull(Make.TryEvaluate(new Add(), Make.Int8Type([1], 1.01f / (1 << 19)), Rounding.Tflm, one, one));
        Assert.Null(Make.TryEvaluate(new SquaredDifference(), Make.Int8Type([1], 1f / 4096), Rounding.Tflm, one, one));
        Assert.Null(Make.TryEvaluate(new Sub(), Make.Int8Type([1], float.MaxValue), Rounding.Tflm, Make.Int8s(float.MaxValue, 0, 1), one));
    }

    [Fact]
    public void Integers_without_quantization_wrap_and_clamp()
    {
        TensorType one = Make.Type(ElementType.Int32, [1]);
        Assert.Equal([int.MinValue], Make.Evaluate<int>(new Add(), one, Make.Int32s(int.MaxValue), Make.Int32s(1)));
        Assert.Equal([int.MaxValue], Make.Evaluate<int>(new Sub(), one, Make.Int32s(int.MinValue), Make.Int32s(1)));
        Assert.Equal([6], Make.Evaluate<int>(new Mul(Activation.Relu6), one, Make.Int32s(3), Make.Int32s(5)));
        Assert.Equal([-1], Make.Evaluate<int>(new Sub(Activation.ReluN1To1), one, Make.Int32s(3), Make.Int32s(5)));
        Assert.Equal([4], Make.Evaluate<int>(new SquaredDifference(), one, Make.Int32s(3), Make.Int32s(5)));
    }

    [Fact]
    public void Integer_quotients_are_cut_towards_zero()
    {
        TensorType four = Make.Type(ElementType.Int32, [4]);
        Assert.Equal([2, -2, -2, int.MinValue], Make.Evaluate<int>(new Div(), four, Make.Int32s(5, -5, 5, int.MinValue), Make.Int32s(2, 2, -2, -1)));
        Assert.Null(Make.TryEvaluate(new Div(), four, Rounding.Tflm, Make.Int32s(1, 1, 1, 1), Make.Int32s(1, 1, 0, 1)));
    }

    [Fact]
    public void Floats_stay_finite_but_for_those_that_are_no_numbers() => Assert.Equal(
        [float.MaxValue, float.MinValue, float.NaN, 0.5f],
        Make.Evaluate<float>(new Div(), Make.Float32Type(4), Make.Float32s(1, -1, 0, 1), Make.Float32s(0, 0, 0, 2)));

    // (1.5 - 4)^2 = 6.25 in steps of 1/4, then 127 steps at most.
    [Fact]
    public void Squared_differences_of_int8() => Assert.All(Roundings, rounding => Assert.Equal(
        [25 - 128, -128, 127],
        Make.Evaluate<sbyte>(
            new SquaredDifference(), Make.Int8Type([3], 0.25f, -128), rounding, Make.Int8s(0.5f, 0, 3, 4, -128), Make.Int8s(1, 0, 4, 2, 127))));

    [Fact]
    public void Types_that_differ_are_unknown() =>
        Assert.Null(Make.TryEvaluate(new Mul(), Make.Float32Type(1), Rounding.Tflm, Make.Float32s(1), Make.Int32s(1)));
}
