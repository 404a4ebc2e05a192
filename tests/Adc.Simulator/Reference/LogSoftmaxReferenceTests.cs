using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Tests.Simulator.Reference;

public sealed class LogSoftmaxReferenceTests
{
    // What TensorFlow Lite Micro's kernel gives.
    [Theory]
    [InlineData(0.1f, new sbyte[] { 10, 12, -30, 127, 120 }, new sbyte[] { -67, -63, -128, 121, 109 })]
    [InlineData(0.05f, new sbyte[] { 1, 1, 1, 2 }, new sbyte[] { 105, 105, 105, 105 })]
    [InlineData(1f, new sbyte[] { -128, 127, 126 }, new sbyte[] { -128, 122, 106 })]
    [InlineData(0.3f, new sbyte[] { -5, 0, 3, 3, 2, -128 }, new sbyte[] { 70, 94, 108, 108, 103, -128 })]
    [InlineData(20f, new sbyte[] { 1, 0, -1 }, new sbyte[] { 127, -128, -128 })]
    [InlineData(0.125f, new sbyte[] { -128, -1, 0, 50, 127, 63 }, new sbyte[] { -128, -128, -128, -27, 127, -1 })]
    [InlineData(
        0.0348961912f, new sbyte[] { -62, -45, -39, -113, -39, 20, 91, -68, 110, -28, -127, -54, 90, -12, -71, -77, 10 },
        new sbyte[] { 19, 28, 32, -10, 32, 65, 104, 15, 115, 38, -17, 23, 104, 47, 14, 10, 59 })]
    [InlineData(1e-4f, new sbyte[] { -128, 127, 3 }, new sbyte[] { 109, 110, 109 })]
    [InlineData(
        0.06f, new sbyte[] { -100, -99, 5, -98, 7, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51 },
        new sbyte[] { -57, -57, 43, -56, 45, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 87 })]
    public void Int8_follows_the_fixed_point_kernel_of_TensorFlow_Lite_Micro(float scale, sbyte[] input, sbyte[] expected) =>
        Assert.Equal(expected, OfInt8(Rounding.Tflm, scale, input));

    [Theory]
    [InlineData(Rounding.Tflm)]
    [InlineData(Rounding.Tflite)]
    [InlineData(Rounding.Single)]
    public void Int8_is_within_one_step_of_the_real_function(Rounding rounding)
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            float scale = 0.001f * MathF.Exp(8 * random.NextSingle());
            sbyte[] row = [.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => (sbyte)random.Next(-128, 128))];
            double logarithm = Math.Log(row.Sum(x => Math.Exp((double)scale * (x - row.Max()))));

            sbyte[] actual = OfInt8(rounding, scale, row);

            Assert.All(row.Zip(actual), pair => Assert.True(
                Math.Abs(pair.Second - Math.Max(-128, (16 * (((double)scale * (pair.First - row.Max())) - logarithm)) + 127)) <= 1, $"seed {seed}: {pair}"));
        }
    }

    [Theory]
    [InlineData(1.4e-8f, 4)] // a step that the fixed point does not resolve
    [InlineData(0.1f, 4096)] // a sum that leaves its 12 integer bits
    public void What_the_integer_kernel_cannot_compute_is_unknown_to_it(float scale, int depth)
    {
        TensorValue row = Make.Int8s(scale, 0, new sbyte[depth]);

        Assert.Null(Make.TryEvaluate(new LogSoftmax(), Make.Int8Type([depth], 1 / 16f, 127), Rounding.Tflm, row));
        Assert.NotNull(Make.TryEvaluate(new LogSoftmax(), Make.Int8Type([depth], 1 / 16f, 127), Rounding.Tflite, row));
    }

    [Fact]
    public void Float32_is_the_real_function()
    {
        float[] actual = Make.Evaluate<float>(new LogSoftmax(), Make.Float32Type(2, 2), Make.Float32([2, 2], 5, 5 + MathF.Log(3), 0, 1000));

        Assert.Equal([MathF.Round(MathF.Log(0.25f), 5), MathF.Round(MathF.Log(0.75f), 5), -1000, 0], actual.Select(x => MathF.Round(x, 5)));
    }

    private static sbyte[] OfInt8(Rounding rounding, float scale, sbyte[] input) =>
        Make.Evaluate<sbyte>(new LogSoftmax(), Make.Int8Type([input.Length], 1 / 16f, 127), rounding, Make.Int8s(scale, 9, input));
}
