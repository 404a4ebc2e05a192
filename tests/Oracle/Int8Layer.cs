using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Tests.Oracle;

/// <summary>An int8 FULLY_CONNECTED on a batch of rows.</summary>
/// <param name="Weights">Row-major, one row per channel.</param>
internal sealed record Int8Layer(
    int Rows,
    int Channels,
    Quantization Input,
    sbyte[] Weights,
    Quantization WeightScales,
    int[]? Bias,
    Quantization Output,
    TfLiteActivation Activation = TfLiteActivation.None)
{
    public int Depth => Weights.Length / Channels;

    /// <summary>A layer of random values; the factor leads from a sum of products to a step of the output.</summary>
    public static Int8Layer Random(
        Random random, int mostRows, int mostInputs, int mostChannels, Quantization input, float weightScale, double factor)
    {
        int rows = random.Next(1, mostRows + 1), depth = random.Next(1, mostInputs + 1), channels = random.Next(1, mostChannels + 1);
        int[]? bias = random.Next(4) == 0
            ? null
            : [.. Enumerable.Range(0, channels).Select(_ => random.Next(-20000, 20000) >> random.Next(12))];
        return new Int8Layer(
            rows,
            channels,
            input,
            random.Int8s(channels * depth),
            Quantization.PerTensor(weightScale, 0),
            bias,
            Quantization.PerTensor((float)(input.Scale * weightScale / factor), random.ZeroPoint()));
    }

    /// <summary>One channel alone, its weights with the one scale that they have.</summary>
    public Int8Layer OnlyChannel(int channel) => this with
    {
        Channels = 1,
        Weights = Weights[(channel * Depth)..((channel + 1) * Depth)],
        WeightScales = Quantization.PerTensor(WeightScales.Scales[channel], 0),
        Bias = Bias is null ? null : [Bias[channel]],
    };
}
