using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class BatchMatMulReferenceTests
{
    // (1 2 3; 4 5 6) less the zero point 1 is (0 1 2; 3 4 5); times (1 0; 0 1; 1 1), scale 0.5 * 0.5 / 0.25.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Rows_times_columns_whichever_way_they_are_stored(bool adjointX, bool adjointY)
    {
        TensorValue x = adjointX ? Make.Int8(0.5f, 1, [3, 2], 1, 4, 2, 5, 3, 6) : Make.Int8(0.5f, 1, [2, 3], 1, 2, 3, 4, 5, 6);
        TensorValue y = adjointY ? Make.Int8(0.5f, -2, [2, 3], -1, -2, -1, -2, -1, -1) : Make.Int8(0.5f, -2, [3, 2], -1, -2, -2, -1, -1, -1);

        Assert.Equal([2 + 7, 3 + 7, 8 + 7, 9 + 7], Make.Evaluate<sbyte>(new BatchMatMul(adjointX, adjointY), Make.Int8Type([2, 2], 0.25f, 7), x, y));
    }

    [Fact]
    public void Batches_of_one_serve_all_and_results_saturate()
    {
        TensorValue x = Make.Int8(1f, 0, [2, 1, 1, 1], 3, 100), y = Make.Int8(1f, 0, [1, 1, 3, 1, 1], 1, -1, 2);

        Assert.Equal([3, -3, 6, 100, -100, 127], Make.Evaluate<sbyte>(new BatchMatMul(), Make.Int8Type([1, 2, 3, 1, 1], 1f), x, y));
    }

    [Fact]
    public void Float32_sums_in_plain_order() => Assert.Equal(
        [0f], Make.Evaluate<float>(new BatchMatMul(), Make.Float32Type(1, 1), Make.Float32([1, 3], 16777216, 1, -16777216), Make.Float32([3, 1], 1, 1, 1)));

    [Fact]
    public void Shapes_that_do_not_multiply_are_unknown()
    {
        TensorValue x = Make.Int8(1f, 0, [1, 2], 1, 2);
        Assert.Null(Make.TryEvaluate(new BatchMatMul(), Make.Int8Type([1, 1], 1f), Rounding.Tflm, x, x));
        Assert.Null(Make.TryEvaluate(new BatchMatMul(AdjointY: true), Make.Int8Type([1, 2], 1f), Rounding.Tflm, x, x));
        Assert.Null(Make.TryEvaluate(new BatchMatMul(AdjointY: true), Make.Int8Type([1, 1], 1f), Rounding.Tflm, x, Make.Float32([1, 2], 1, 2)));
    }
}
