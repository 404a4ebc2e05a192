using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using static Adc.Tests.Frontends.TfLite.OneOperatorFile;

namespace Adc.Tests.Frontends.TfLite.Operators;

public sealed class ReduceReaderTests
{
    [Theory]
    [InlineData(BuiltinOperator.Mean, Reduction.Mean)]
    [InlineData(BuiltinOperator.Sum, Reduction.Sum)]
    [InlineData(BuiltinOperator.ReduceMax, Reduction.Max)]
    public void Each_reduction_keeps_dimensions_when_the_file_says_so(BuiltinOperator builtin, Reduction expected)
    {
        Assert.Equal(new Reduce(expected, KeepDimensions: true), Read(builtin, new ReducerOptions(true), [Int8(2, 3, 4), Int32(1)], Int8(2, 1, 4)));
        Assert.Equal(new Reduce(expected), Read(builtin, new ReducerOptions(false), [Int8(2, 3, 4), Int32(1)], Int8(2, 4)));
        Assert.Equal(new Reduce(expected), Read(builtin, null, [Int8(2, 3, 4), Int32(2)], Int8(2)));
    }

    [Theory]
    [InlineData(true, new[] { 2, 4 }, "MEAN, keeping dimensions, cannot turn [2,3,4] into [2,4]")]
    [InlineData(true, new[] { 2, 2, 4 }, "MEAN, keeping dimensions, cannot turn [2,3,4] into [2,2,4]")]
    [InlineData(false, new[] { 2, 3, 4, 1 }, "MEAN cannot turn [2,3,4] into [2,3,4,1]")]
    public void Shapes_that_no_axes_explain_are_refused(bool keeps, int[] output, string expected) => Assert.Equal(
        $"one.tflite[op 0, 'out0']: error ADC2015: {expected}",
        Refusal(BuiltinOperator.Mean, new ReducerOptions(keeps), [Int8(2, 3, 4), Int32(1)], Int8(output)));
}
