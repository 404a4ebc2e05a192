using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class BatchMatMulReaderTests
{
    [Theory]
    [InlineData(false, false, new[] { 2, 3 }, new[] { 3, 4 })]
    [InlineData(true, false, new[] { 3, 2 }, new[] { 3, 4 })]
    [InlineData(false, true, new[] { 2, 3 }, new[] { 4, 3 })]
    [InlineData(true, true, new[] { 3, 2 }, new[] { 4, 3 })]
    public void Either_operand_may_be_transposed(bool adjointX, bool adjointY, int[] x, int[] y) => Assert.Equal(
        new BatchMatMul(adjointX, adjointY),
        Read(BuiltinOperator.BatchMatMul, new BatchMatMulOptions(adjointX, adjointY), [Int8(x), Int8(y)], Int8(2, 4)));

    [Theory]
    [InlineData(new[] { 5, 2, 3 }, new[] { 3, 4 }, new[] { 5, 2, 4 })]
    [InlineData(new[] { 5, 1, 2, 3 }, new[] { 6, 3, 4 }, new[] { 5, 6, 2, 4 })]
    public void Batches_of_one_are_broadcast(int[] x, int[] y, int[] output) =>
        Assert.Equal(new BatchMatMul(), Read(BuiltinOperator.BatchMatMul, null, [Int8(x), Int8(y)], Int8(output)));

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2, 4 }, new[] { 2, 4 })]
    [InlineData(new[] { 2, 3 }, new[] { 3, 4 }, new[] { 4, 2 })]
    [InlineData(new[] { 3 }, new[] { 3, 4 }, new[] { 4 })]
    [InlineData(new[] { 2, 2, 3 }, new[] { 3, 3, 4 }, new[] { 3, 2, 4 })]
    public void Shapes_that_do_not_multiply_are_refused(int[] x, int[] y, int[] output) => Assert.Equal(
        $"one.tflite[op 0, 'out0']: error ADC2015: BATCH_MATMUL cannot multiply {Shape.Of(x)} and {Shape.Of(y)} to {Shape.Of(output)}",
        Refusal(BuiltinOperator.BatchMatMul, null, [Int8(x), Int8(y)], Int8(output)));
}
