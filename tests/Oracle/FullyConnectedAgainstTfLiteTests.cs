using Adc.Compiler.Ir;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

public sealed class FullyConnectedAgainstTfLiteTests
{
    private const int ModelsPerSeed = 10;

    // From factors that leave no sum of products above one step to factors that saturate nearly all of them.
    [OracleTheory, Seeds(40)]
    public void Random_layers_equal_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            Quantization input = random.Int8Quantization(1e-3, 10);
            float weightScale = random.LogUniform(1e-4, 1);
            Int8Layer layer = Int8Layer.Random(random, 5, 90, 40, input, weightScale, random.LogUniform(1e-6, 30));
            AssertAgreement(random, layer with { Activation = (TfLiteActivation)random.Next(4) });
        }
    }

    // With a factor of 2^-k every 2^k-th sum lies halfway between two outputs.
    [OracleTheory, Seeds(10)]
    public void Sums_that_land_on_ties_equal_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            Quantization input = Quantization.PerTensor(1, random.ZeroPoint());
            AssertAgreement(random, Int8Layer.Random(random, 5, 8, 40, input, 1, Math.ScaleB(1, -random.Next(12))));
        }
    }

    [OracleTheory, Seeds(10)]
    public void Sums_and_shifts_that_leave_32_bits_equal_the_library_bit_for_bit(int seed)
    {
        var random = new Random(seed);
        for (int model = 0; model < ModelsPerSeed; model++)
        {
            Quantization input = Quantization.PerTensor(1, random.ZeroPoint());
            float factor = random.Next(2) == 0 ? random.LogUniform(1e-10, 1e-3) : random.LogUniform(100, 1e9);
            Int8Layer layer = Int8Layer.Random(random, 3, 200, 8, input, 1, factor);
            AssertAgreement(random, layer with
            {
                Bias = [.. Enumerable.Range(0, layer.Channels).Select(_ => random.Next(int.MinValue, int.MaxValue))],
            });
        }
    }

    [OracleTheory, Seeds(5)]
    public void The_library_takes_weights_with_several_scales_for_zero_and_yields_the_zero_point(int seed)
    {
        var random = new Random(seed);
        Int8Layer layer = WithScalePerChannel(random, Int8Layer.Random(random, 3, 50, 12, Quantization.PerTensor(1, 5), 0.01f, 0.01));
        sbyte[] values = random.Int8s(layer.Rows * layer.Depth);

        sbyte[] byLibrary = OneOperator.FullyConnected(layer).RunByLibrary<sbyte, sbyte>(values);

        Assert.All(byLibrary, value => Assert.Equal(layer.Output.ZeroPoint, value));
        Assert.NotEqual(byLibrary, OneOperator.FullyConnected(layer).RunByReference<sbyte, sbyte>(values));
    }

    // The input scale is a power of two: then the product of scales is a float32, and one scale or many give one factor.
    [OracleTheory, Seeds(20)]
    public void Every_row_of_per_channel_weights_equals_the_library_on_that_row_alone(int seed)
    {
        var random = new Random(seed);
        Quantization input = Quantization.PerTensor(MathF.ScaleB(1, random.Next(-8, 2)), random.ZeroPoint());
        Int8Layer layer = WithScalePerChannel(random, Int8Layer.Random(random, 3, 90, 12, input, 0.01f, random.LogUniform(1e-4, 2)));
        layer = layer with { Activation = (TfLiteActivation)random.Next(4) };
        sbyte[] values = random.Int8s(layer.Rows * layer.Depth);

        sbyte[] together = OneOperator.FullyConnected(layer).RunByReference<sbyte, sbyte>(values);

        for (int channel = 0; channel < layer.Channels; channel++)
        {
            sbyte[] alone = OneOperator.FullyConnected(layer.OnlyChannel(channel)).RunByLibrary<sbyte, sbyte>(values);
            Assert.Equal(alone, Enumerable.Range(0, layer.Rows).Select(row => together[(row * layer.Channels) + channel]));
        }
    }

    // The library sums in another order.
    [OracleTheory, Seeds(20)]
    public void Float32_is_within_a_millionth_of_the_sum_of_magnitudes(int seed)
    {
        var random = new Random(seed);
        int rows = random.Next(1, 4), depth = random.Next(1, 300), channels = random.Next(1, 40);
        float[] weights = random.Float32s(channels * depth, 1), bias = random.Float32s(channels, 1);
        float[] values = random.Float32s(rows * depth, 10);
        OneOperator layer = OneOperator.FullyConnected(rows, weights, bias, (TfLiteActivation)random.Next(4));

        float[] expected = layer.RunByLibrary<float, float>(values), actual = layer.RunByReference<float, float>(values);

        for (int i = 0; i < expected.Length; i++)
        {
            float magnitudes = Math.Abs(bias[i % channels]);
            for (int d = 0; d < depth; d++)
            {
                magnitudes += Math.Abs(values[(i / channels * depth) + d] * weights[(i % channels * depth) + d]);
            }

            Assert.InRange(actual[i] - expected[i], -1e-6f * magnitudes, 1e-6f * magnitudes);
        }
    }

    private static void AssertAgreement(Random random, Int8Layer layer) =>
        OneOperator.FullyConnected(layer).AssertAgreement<sbyte, sbyte>(random.Int8s(layer.Rows * layer.Depth));

    /// <summary>The layer with a scale per channel, at least two of them.</summary>
    private static Int8Layer WithScalePerChannel(Random random, Int8Layer layer)
    {
        int channels = layer.Channels + 1;
        return layer with
        {
            Channels = channels,
            Weights = random.Int8s(channels * layer.Depth),
            WeightScales = new Quantization(
                Enumerable.Range(0, channels).Select(_ => random.LogUniform(1e-3, 1e-1)).ToSequence(),
                Enumerable.Repeat(0, channels).ToSequence()),
            Bias = layer.Bias is null ? null : [.. layer.Bias, random.Next(-1000, 1000)],
        };
    }
}
