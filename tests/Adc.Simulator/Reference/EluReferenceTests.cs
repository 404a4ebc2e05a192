using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class EluReferenceTests
{
    [Fact]
    public void Float32_is_the_real_function() => Assert.Equal(
        [-0.632120559f, -1e-12f, 0, 3, -1],
        Make.Evaluate<float>(new Elu(), Make.Float32Type(5), Make.Float32s(-1, -1e-12f, 0, 3, -1000)));

    // exp(-1) - 1 is -63.2 steps of 1/100, exp(-2) - 1 is -86.5.
    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_is_a_table(Rounding rounding) => Assert.Equal(
        [-63, -86, 0, 100, 127],
        Make.Evaluate<sbyte>(new Elu(), Make.Int8Type([5], 0.01f), rounding, Make.Int8s(0.5f, 0, -2, -4, 0, 2, 100)));
}
