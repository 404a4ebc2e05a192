using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

public sealed class FullyConnectedAgainstTfLiteTests
{
    private const int ModelsPerSeed = 10;

    [OracleTheory, Seeds(40)]
    public void Random_layers_equal_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            int rows = random.Next(1, 6), depth = random.Next(1, 90), channels = random.Next(1, 40);
            Quantization input = random.Int8Quantization(1e-3, 10);
            Quantization weights = Quantization.PerTensor(random.LogUniform(1e-4, 1), 0);
            OneOperator layer = OneOperator.FullyConnected(
                rows, input, random.Int8s(channels * depth), weights, Bias(random, channels), channels,
                Quantization.PerTensor((float)(input.Scale * weights.Scale / Factor(random)), random.ZeroPoint()), (TfLiteActivation)random.Next(4));

            AssertEqual(layer, random.Int8s(rows * depth));
        }
    }

    [OracleTheory, Seeds(10)]
    public void Sums_that_land_on_ties_equal_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            // Powers of two: every 2^k-th sum lies halfway between two outputs.
            int rows = random.Next(1, 6), depth = random.Next(1, 9), channels = random.Next(1, 40);
            float output = MathF.ScaleB(1, random.Next(0, 12));
            OneOperator layer = OneOperator.FullyConnected(
                rows, Quantization.PerTensor(1, random.ZeroPoint()), random.Int8s(channels * depth), Quantization.PerTensor(1, 0), Bias(random, channels), channels,
                Quantization.PerTensor(output, random.ZeroPoint()), TfLiteActivation.None);

            AssertEqual(layer, random.Int8s(rows * depth));
        }
    }

    [OracleTheory, Seeds(10)]
    public void Sums_and_shifts_that_leave_32_bits_equal_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            int rows = random.Next(1, 4), depth = random.Next(1, 200), channels = random.Next(1, 9);
            int[] bias = [.. Enumerable.Range(0, channels).Select(_ => random.Next(int.MinValue, int.MaxValue))];
            float factor = random.Next(2) == 0 ? random.LogUniform(1e-10, 1e-3) : random.LogUniform(100, 1e9);
            OneOperator layer = OneOperator.FullyConnected(
                rows, Quantization.PerTensor(1, random.ZeroPoint()), random.Int8s(channels * depth), Quantization.PerTensor(1, 0), bias, channels,
                Quantization.PerTensor(1 / factor, random.ZeroPoint()), TfLiteActivation.None);

            AssertEqual(layer, random.Int8s(rows * depth));
        }
    }

    [OracleTheory, Seeds(5)]
    public void The_library_takes_weights_with_several_scales_for_zero_and_yields_the_zero_point(int seed)
    {
        var random = new Random(seed);
        Quantization input = random.Int8Quantization(0.01, 1), output = random.Int8Quantization(0.01, 1);
        Quantization weights = PerChannel(random, 7);
        OneOperator layer = OneOperator.FullyConnected(1, input, random.Int8s(7 * 9), weights, bias: null, 7, output, TfLiteActivation.None);
        sbyte[] values = random.Int8s(9);

        Assert.All(layer.RunByLibrary<sbyte, sbyte>(values), value => Assert.Equal(output.ZeroPoint, value));
        Assert.NotEqual(layer.RunByLibrary<sbyte, sbyte>(values), layer.RunByReference<sbyte, sbyte>(values));
    }

    // The input scale is a power of two: then the product of scales is a float32, and one scale or many give one factor.
    [OracleTheory, Seeds(20)]
    public void Every_row_of_per_channel_weights_equals_the_library_on_that_row_alone(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(1, 4), depth = random.Next(1, 90), channels = random.Next(2, 12);
        Quantization input = Quantization.PerTensor(MathF.ScaleB(1, random.Next(-8, 2)), random.ZeroPoint()), weights = PerChannel(random, channels);
        Quantization output = Quantization.PerTensor((float)(input.Scale * weights.Scale / random.LogUniform(1e-4, 2)), random.ZeroPoint());
        var activation = (TfLiteActivation)random.Next(4);
        sbyte[] matrix = random.Int8s(channels * depth), values = random.Int8s(rows * depth);
        int[]? bias = Bias(random, channels);

        sbyte[] together = OneOperator.FullyConnected(rows, input, matrix, weights, bias, channels, output, activation)
            .RunByReference<sbyte, sbyte>(values);

        for (int channel = 0; channel < channels; channel++)
        {
            sbyte[] alone = OneOperator.FullyConnected(
                rows, input, matrix[(channel * depth)..((channel + 1) * depth)], Quantization.PerTensor(weights.Scales[channel], 0),
                bias is null ? null : [bias[channel]], 1, output, activation).RunByLibrary<sbyte, sbyte>(values);
            Assert.Equal(alone, Enumerable.Range(0, rows).Select(row => together[(row * channels) + channel]));
        }
    }

    // The library sums in another order, in vectors with fused multiplication and addition.
    [OracleTheory, Seeds(20)]
    public void Float32_is_within_a_millionth_of_the_sum_of_magnitudes(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(1, 4), depth = random.Next(1, 300), channels = random.Next(1, 40);
        float[] weights = random.Float32s(channels * depth, 1), bias = random.Float32s(channels, 1), values = random.Float32s(rows * depth, 10);
        OneOperator layer = OneOperator.FullyConnected(rows, weights, bias, channels, (TfLiteActivation)random.Next(4));

        float[] expected = layer.RunByLibrary<float, float>(values), actual = layer.RunByReference<float, float>(values);

        for (int i = 0; i < expected.Length; i++)
        {
            float magnitudes = Math.Abs(bias[i % channels])
                + Enumerable.Range(0, depth).Sum(d => Math.Abs(values[(i / channels * depth) + d] * weights[(i % channels * depth) + d]));
            Assert.InRange(actual[i] - expected[i], -1e-6f * magnitudes, 1e-6f * magnitudes);
        }
    }

    private static void AssertEqual(OneOperator layer, sbyte[] values) =>
        Assert.Equal(layer.RunByLibrary<sbyte, sbyte>(values), layer.RunByReference<sbyte, sbyte>(values));

    private static int[]? Bias(Random random, int channels) =>
        random.Next(4) == 0 ? null : [.. Enumerable.Range(0, channels).Select(_ => random.Next(-20000, 20000) >> random.Next(12))];

    /// <summary>From factors that leave no sum of products above one step to factors that saturate nearly all of them.</summary>
    private static double Factor(Random random) => random.LogUniform(1e-6, 30);

    private static Quantization PerChannel(Random random, int channels) => new(
        Enumerable.Range(0, channels).Select(_ => random.LogUniform(1e-3, 1e-1)).ToSequence(), Enumerable.Repeat(0, channels).ToSequence());
}
