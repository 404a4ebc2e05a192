using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

/// <summary>Comparisons, truth values and what is chosen by them, on small cases.</summary>
public sealed class ChoiceReferenceTests
{
    private static readonly TensorType Three = Make.Type(ElementType.Bool, [3]);

    // Of 1, 2 and 3 with 2.
    [Theory]
    [InlineData(Relation.Equal, false, true, false)]
    [InlineData(Relation.NotEqual, true, false, true)]
    [InlineData(Relation.Less, true, false, false)]
    [InlineData(Relation.LessEqual, true, true, false)]
    [InlineData(Relation.Greater, false, false, true)]
    [InlineData(Relation.GreaterEqual, false, true, true)]
    public void Comparisons_hold_as_their_names_say(Relation relation, bool first, bool second, bool third)
    {
        byte[] expected = [.. new[] { first, second, third }.Select(value => (byte)(value ? 1 : 0))];
        var comparison = new Comparison(relation);
        Assert.Equal(expected, Make.Evaluate<byte>(comparison, Three, Make.Float32s(1, 2, 3), Make.Float32s(2)));
        Assert.Equal(expected, Make.Evaluate<byte>(comparison, Three, Make.Int32s(1, 2, 3), Make.Int32s(2)));

        // Real values 1, 2, 3 and 2 in other steps, from other zero points.
        Assert.Equal(expected, Make.Evaluate<byte>(comparison, Three, Make.Int8s(0.5f, -100, -98, -96, -94), Make.Int8s(0.25f, 100, 108)));
    }

    [Fact]
    public void What_is_no_number_is_unequal_to_everything()
    {
        TensorType one = Make.Type(ElementType.Bool, [1]);
        Assert.All(Enum.GetValues<Relation>(), relation => Assert.Equal(
            [(byte)(relation == Relation.NotEqual ? 1 : 0)],
            Make.Evaluate<byte>(new Comparison(relation), one, Make.Float32s(float.NaN), Make.Float32s(float.NaN))));
    }

    // 1 * 0.3 and 3 * 0.1 are 76.8 / 256 both; 1 * 0.003 and 0 are 0.768 / 256, which becomes 1, and 0.
    [Fact]
    public void Int8_compares_in_steps_of_1_256() => Assert.Equal(
        [1, 1, 0],
        Make.Evaluate<byte>(new Comparison(Relation.Equal), Three, Make.Int8s(0.003f, 0, 1, 2, 1), Make.Int8s(0.0035f, 0, 1, 2, 0)));

    [Fact]
    public void Int8_scales_of_1_and_more_are_unknown() =>
        Assert.Null(Make.TryEvaluate(new Comparison(Relation.Less), Three, Rounding.Tflm, Make.Int8s(1, 0, 1, 2, 3), Make.Int8s(0.5f, 0, 1)));

    [Fact]
    public void Truth_values_are_equal_or_not_but_never_less()
    {
        TensorValue a = Make.Bools(true, true, false), b = Make.Bools(true, false, false);
        Assert.Equal([1, 0, 1], Make.Evaluate<byte>(new Comparison(Relation.Equal), Three, a, b));
        Assert.Equal([0, 1, 0], Make.Evaluate<byte>(new Comparison(Relation.NotEqual), Three, a, b));
        Assert.Null(Make.TryEvaluate(new Comparison(Relation.Less), Three, Rounding.Tflm, a, b));
    }

    [Fact]
    public void Every_byte_but_0_is_true()
    {
        var two = new TensorValue(Three, ConstantData.Of<byte>([2, 0, 255]));
        Assert.Equal([1, 0, 0], Make.Evaluate<byte>(new Logical(IsAnd: true), Three, two, Make.Bools(true, true, false)));
        Assert.Equal([1, 1, 1], Make.Evaluate<byte>(new Logical(IsAnd: false), Three, two, Make.Bools(false, true, false)));
        Assert.Equal([0, 1, 0], Make.Evaluate<byte>(new LogicalNot(), Three, two));
    }

    [Fact]
    public void Extremes_of_integers_and_reals()
    {
        TensorType output = Make.Int8Type([3], 0.5f, 3);
        TensorValue a = Make.Int8s(0.5f, 3, -128, 0, 5), b = Make.Int8s(0.5f, 3, 1, 0, -5);
        Assert.Equal([1, 0, 5], Make.Evaluate<sbyte>(new Extremum(IsGreatest: true), output, a, b));
        Assert.Equal([-128, 0, -5], Make.Evaluate<sbyte>(new Extremum(IsGreatest: false), output, a, b));
        Assert.Null(Make.TryEvaluate(new Extremum(IsGreatest: true), output with { Quantization = Quantization.PerTensor(1, 3) }, Rounding.Tflm, a, b));
        Assert.Equal(
            [2, 1, float.NaN], Make.Evaluate<float>(new Extremum(IsGreatest: true), Make.Float32Type(3), Make.Float32s(2, float.NaN, 1), Make.Float32s(1, 1, float.NaN)));
    }

    [Fact]
    public void Selections_repeat_any_operand() => Assert.Equal(
        [1, 10, 30, 1],
        Make.Evaluate<float>(
            new SelectV2(), Make.Float32Type(2, 2),
            new TensorValue(Make.Type(ElementType.Bool, [2, 2]), ConstantData.Of<byte>([1, 0, 0, 1])), Make.Float32s(1), Make.Float32([2, 1], 10, 30)));

    [Fact]
    public void Selections_keep_one_quantization() => Assert.Null(Make.TryEvaluate(
        new SelectV2(), Make.Int8Type([3], 1), Rounding.Tflm, Make.Bools(true, false, true), Make.Int8s(1, 0, 1, 2, 3), Make.Int8s(0.5f, 0, 1, 2, 3)));

    // Input 0.5 a step, slopes 0.25, output 0.25: -3 * 0.5 * (2 * 0.25) = -0.75 is -3 steps.
    [Fact]
    public void Prelu_multiplies_what_is_negative() => Assert.All(Enum.GetValues<Rounding>(), rounding =>
    {
        TensorValue x = Make.Int8s(0.5f, 10, 7, 10, 30), slopes = Make.Int8s(0.25f, -1, 1);
        Assert.Equal([-3, 0, 40], Make.Evaluate<sbyte>(new Prelu(), Make.Int8Type([3], 0.25f), rounding, x, slopes));
    });

    [Fact]
    public void Prelu_of_reals() => Assert.Equal(
        [-0.5f, 0, 3], Make.Evaluate<float>(new Prelu(), Make.Float32Type(3), Make.Float32s(-2, 0, 3), Make.Float32s(0.25f)));
}
