using Adc.Compiler.Ir;
using Adc.Compiler.Quantizing;

namespace Adc.Tests.Quantizing;

public sealed class WeightQuantizerTests
{
    [Fact]
    public void Each_channel_spans_127_steps_around_zero()
    {
        QuantizedWeights quantized = WeightQuantizer.Quantize(Shape.Of(2, 3), [1, -2, 0.5f, 100, 50, -25], [0, 0], 0, isPerChannel: true, inputScale: 1);
        Assert.Equal([64, -127, 32, 127, 64, -32], quantized.Weights);
        Assert.Equal(new Quantization([2f / 127, 100f / 127], [0, 0]), quantized.WeightType.Quantization);
    }

    [Fact]
    public void One_scale_serves_all_channels_when_asked_for()
    {
        QuantizedWeights quantized = WeightQuantizer.Quantize(Shape.Of(2, 3), [1, -2, 0.5f, 100, 50, -25], [0, 0], 0, isPerChannel: false, inputScale: 1);
        Assert.Equal([1, -3, 1, 127, 64, -32], quantized.Weights);
        Assert.Equal(100f / 127, Assert.Single(quantized.WeightType.Quantization!.Scales));
    }

    [Fact]
    public void The_channel_axis_of_a_depthwise_kernel_is_its_last()
    {
        QuantizedWeights quantized = WeightQuantizer.Quantize(Shape.Of(1, 1, 2, 2), [1, 10, -1, -20], [0, 0], 3, isPerChannel: true, inputScale: 1);
        Assert.Equal([127, 64, -127, -127], quantized.Weights);
        Assert.Equal(3, quantized.WeightType.Quantization!.Axis);
    }

    [Fact]
    public void Biases_are_in_units_of_input_scale_times_weight_scale()
    {
        QuantizedWeights quantized = WeightQuantizer.Quantize(Shape.Of(1, 1), [127], [-3], 0, isPerChannel: true, inputScale: 0.5);
        Assert.Equal([-6], quantized.Bias);
        Assert.Equal(0.5f, quantized.BiasType.Quantization!.Scale);
    }

    [Fact]
    public void A_bias_beyond_32_bits_raises_the_scale_of_its_weights()
    {
        QuantizedWeights quantized = WeightQuantizer.Quantize(Shape.Of(1, 1), [1e-9f], [1000], 0, isPerChannel: true, inputScale: 0.01);
        double real = quantized.Bias[0] * (double)quantized.BiasType.Quantization!.Scale;
        Assert.Equal(1000, real, 1e-3);
    }

    [Fact]
    public void A_channel_without_weights_keeps_its_bias()
    {
        QuantizedWeights quantized = WeightQuantizer.Quantize(Shape.Of(2, 1), [0, 1], [0.3f, 0], 0, isPerChannel: true, inputScale: 0.01);
        Assert.Equal(0.3, quantized.Bias[0] * (double)quantized.BiasType.Quantization!.Scales[0], 1e-4);
    }

    [Fact]
    public void The_mean_error_of_rounded_weights_goes_into_the_bias()
    {
        // 0.5 becomes 64 of 127: too much by 0.0039 for a mean input of 10.
        QuantizedWeights plain = WeightQuantizer.Quantize(Shape.Of(1, 2), [1, 0.5f], [0], 0, isPerChannel: true, inputScale: 0.001);
        QuantizedWeights corrected = WeightQuantizer.Quantize(Shape.Of(1, 2), [1, 0.5f], [0], 0, isPerChannel: true, inputScale: 0.001, inputMeans: _ => 10);
        Assert.Equal(0, plain.Bias[0]);
        Assert.Equal((0.5 - (64 / 127.0)) * 10, corrected.Bias[0] * 0.001 / 127, 1e-4);
    }

    [Fact]
    public void Errors_of_rounding_cancel_for_the_mean_input()
    {
        var random = new Random(7);
        double[] steps = [.. Enumerable.Range(0, 90).Select(i => i - 45 + (random.NextDouble() / 2))], means = [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble())];
        sbyte[] integers = WeightRounding.ToNearest(steps);
        double before = Sum(), nearest = steps.Select((step, i) => Math.Abs(step - integers[i])).Max();
        WeightRounding.Cancel(steps, integers, [.. Enumerable.Range(0, 90)], i => means[i % 9]);

        Assert.True(nearest <= 0.5 && Math.Abs(before) > 5, "rounded to nearest there is something to cancel");
        Assert.InRange(Math.Abs(Sum()), 0, 0.2);
        Assert.All(steps.Zip(integers), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1));

        double Sum() => steps.Select((step, i) => (step - integers[i]) * means[i % 9]).Sum();
    }
}
