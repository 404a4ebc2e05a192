using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>The constants of a sum of products as int8 and int32.</summary>
/// <param name="Weights">int8 with zero point 0, −127 to 127.</param>
/// <param name="Bias">int32 in units of input scale * weight scale.</param>
internal sealed record QuantizedWeights(TensorType WeightType, sbyte[] Weights, TensorType BiasType, int[] Bias);

/// <summary>Where the errors of rounded weights are made to cancel for the mean input.</summary>
[Flags]
internal enum ErrorCorrection
{
    None = 0,

    /// <summary>Some weights are rounded the other way.</summary>
    Rounding = 1,

    /// <summary>The bias takes what is left.</summary>
    Bias = 2,
}

/// <summary>Quantizes weights symmetrically, and biases to the scale of the sums.</summary>
internal static class WeightQuantizer
{
    private const double GreatestWeight = 127;

    /// <summary>A bias takes at most a quarter of the 32 bits, so that the sum has room beside it.</summary>
    private const double GreatestBias = 1 << 29;

    /// <param name="weights">Their type and values.</param>
    /// <param name="bias">One for each output channel.</param>
    /// <param name="channelAxis">The axis of the weights that counts output channels.</param>
    /// <param name="isPerChannel">A scale for each output channel, else one.</param>
    /// <param name="inputMeans">Mean of the input that meets a weight, by its position; given, errors are made to cancel.</param>
    /// <param name="correction">Where they cancel.</param>
    public static QuantizedWeights Quantize(
        Shape shape, float[] weights, float[] bias, int channelAxis, bool isPerChannel, double inputScale, Func<int, double>? inputMeans = null,
        ErrorCorrection correction = ErrorCorrection.Bias)
    {
        int channels = shape[channelAxis], inner = shape.Extents.Skip(channelAxis + 1).Aggregate(1, (product, extent) => product * extent);
        int ChannelOf(int weight) => weight / inner % channels;
        float[] scales = Scales(weights, bias, ChannelOf, isPerChannel, inputScale);
        float ScaleOf(int channel) => scales[isPerChannel ? channel : 0];

        double[] steps = [.. weights.Select((weight, i) => (double)weight / ScaleOf(ChannelOf(i)))];
        sbyte[] integers = WeightRounding.ToNearest(steps);
        if (inputMeans is not null && correction.HasFlag(ErrorCorrection.Rounding))
        {
            foreach (IGrouping<int, int> channel in Enumerable.Range(0, weights.Length).GroupBy(ChannelOf))
            {
                WeightRounding.Cancel(steps, integers, [.. channel], inputMeans);
            }
        }

        double[] sums = [.. bias.Select(value => (double)value)];
        for (int i = 0; inputMeans is not null && correction.HasFlag(ErrorCorrection.Bias) && i < weights.Length; i++)
        {
            sums[ChannelOf(i)] += (weights[i] - ((double)integers[i] * ScaleOf(ChannelOf(i)))) * inputMeans(i);
        }

        int[] biases = [.. sums.Select((sum, channel) => (int)Math.Clamp(
            Math.Round(sum / (inputScale * ScaleOf(channel)), MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue))];
        Sequence<int> zeros = scales.Select(_ => 0).ToSequence();
        return new QuantizedWeights(
            new TensorType(ElementType.Int8, shape, new Quantization(scales.ToSequence(), zeros, isPerChannel && channels > 1 ? channelAxis : 0)), integers,
            new TensorType(ElementType.Int32, Shape.Of(channels), new Quantization(scales.Select(scale => (float)(inputScale * scale)).ToSequence(), zeros)), biases);
    }

    /// <summary>The scale that all weights together need.</summary>
    public static double GreatestScale(ConstantData weights) => weights.ToArray<float>().Select(weight => Math.Abs((double)weight)).DefaultIfEmpty(0).Max() / GreatestWeight;

    /// <summary>The greatest magnitude over 127; more where the bias would not fit its integers otherwise.</summary>
    private static float[] Scales(float[] weights, float[] bias, Func<int, int> channelOf, bool isPerChannel, double inputScale)
    {
        const double Least = 1e-30;
        var scales = new double[isPerChannel ? bias.Length : 1];
        for (int i = 0; i < weights.Length; i++)
        {
            int at = isPerChannel ? channelOf(i) : 0;
            scales[at] = Math.Max(scales[at], Math.Abs((double)weights[i]) / GreatestWeight);
        }

        // A channel without weights takes the scale of its neighbours, so that its bias keeps their resolution.
        double usual = scales.Where(scale => scale > 0).DefaultIfEmpty(1 / GreatestWeight).Min();
        for (int i = 0; i < scales.Length; i++)
        {
            double largestBias = isPerChannel ? Math.Abs((double)bias[i]) : bias.Max(value => Math.Abs((double)value));
            scales[i] = Math.Max(scales[i] > 0 ? scales[i] : usual, Math.Max(largestBias / (inputScale * GreatestBias), Least));
        }

        return [.. scales.Select(scale => (float)scale)];
    }
}
