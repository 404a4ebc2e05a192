using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class FullyConnectedInt16ReferenceTests
{
    private static readonly TensorValue Input = new(Make.Type(ElementType.Int16, [1, 2], 1f), ConstantData.Of<short>([20_000, 1_000]));
    private static readonly TensorValue Weights = Make.Int8(1f, 0, [1, 2], 3, -2);
    private static readonly TensorType Coarse = Make.Type(ElementType.Int16, [1, 1], 1 << 20);

    // 3 * 20,000 - 2 * 1,000 + 2^33 leaves 32 bits; times 2^-20 it is 8192.06.
    [Fact]
    public void A_bias_of_int64_is_summed_in_64_bits() => Assert.Equal(
        [8192],
        Make.Evaluate<short>(
            new FullyConnected(), Coarse, Input, Weights, new TensorValue(Make.Type(ElementType.Int64, [1]), ConstantData.Of<long>([1L << 33]))));

    // 58,000 + 2^31 - 1 wraps to -2^31 + 57,999, which is -2047.94 steps.
    [Fact]
    public void A_bias_of_int32_is_summed_in_32_bits() => Assert.Equal(
        [-2048], Make.Evaluate<short>(new FullyConnected(), Coarse, Input, Weights, Make.Int32s(int.MaxValue)));

    // 58,000 * 0.500015 = 29,000.87; of the factor 15 bits leave 0.5.
    [Theory]
    [InlineData(Rounding.Tflm, 29_000)]
    [InlineData(Rounding.Single, 29_000)]
    [InlineData(Rounding.Tflite, 29_001)]
    public void Without_a_bias_hosts_have_a_finer_factor(Rounding rounding, short expected) => Assert.Equal(
        [expected], Make.Evaluate<short>(new FullyConnected(), Make.Type(ElementType.Int16, [1, 1], 1 / 0.500015f), rounding, Input, Weights, null));
}
