using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class FloatFunctionsReferenceTests
{
    [Fact]
    public void Exp_is_the_real_function() => Assert.Equal(
        [1, 2.71828175f, 0, float.PositiveInfinity], Make.Evaluate<float>(new Exp(), Make.Float32Type(4), Make.Float32s(0, 1, -200, 200)));

    [Fact]
    public void Neg_turns_the_sign() => Assert.Equal([-1f, 2], Make.Evaluate<float>(new Neg(), Make.Float32Type(2), Make.Float32s(1, -2)));

    [Fact]
    public void Sqrt_is_the_root() => Assert.Equal(
        [0, 3, 1.41421354f, float.NaN], Make.Evaluate<float>(new Sqrt(), Make.Float32Type(4), Make.Float32s(0, 9, 2, -1)));

    [Fact]
    public void Square_is_the_product() => Assert.Equal([0f, 9, 2.25f], Make.Evaluate<float>(new Square(), Make.Float32Type(3), Make.Float32s(0, -3, 1.5f)));

    [Fact]
    public void None_knows_integers() => Assert.All(
        new Operator[] { new Exp(), new Neg(), new Sqrt(), new Square() },
        @operator => Assert.Null(Make.TryEvaluate(@operator, Make.Int8Type([1], 1), Rounding.Tflm, Make.Int8s(1, 0, 1))));
}
