using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A convolution in the arrays of adc_conv2d_patches_s8.h.</summary>
internal sealed record PackedConv2D(Conv2DNumbers Numbers, HighWordRequantization Requantization)
{
    private const int WordSize = 4;

    /// <summary>Words that a row of weights fills.</summary>
    private int Words => (Numbers.RowSize + WordSize - 1) / WordSize;

    /// <summary>Two positions as 16-bit lanes, and one as bytes.</summary>
    public long ScratchSizeInBytes => 5L * WordSize * Words;

    /// <summary>[groups, pairs of output channels, words, 2, 4] with zeros where there is no weight.</summary>
    public ConstantData Weights()
    {
        List<sbyte> packed = [];
        for (int first = 0; first < Numbers.Channels; first += Numbers.GroupOutputs)
        {
            for (int pair = 0; pair < Numbers.GroupOutputs; pair += 2)
            {
                for (int word = 0; word < Words; word++)
                {
                    Append(packed, first + pair, word);
                    Append(packed, pair + 1 < Numbers.GroupOutputs ? first + pair + 1 : -1, word);
                }
            }
        }

        return ConstantData.Of<sbyte>([.. packed]);
    }

    /// <summary>Bias, multiplier and shift of each output channel.</summary>
    public ConstantData Channels() => ConstantData.Of<int>([.. Enumerable.Range(0, Numbers.Channels).SelectMany(channel =>
    {
        int scale = Requantization.Multipliers.Length > 1 ? channel : 0;
        return (int[])[(int)Numbers.FoldedBias(channel), Requantization.Multipliers[scale], Requantization.Shifts[scale]];
    })]);

    private void Append(List<sbyte> packed, int channel, int word)
    {
        for (int i = word * WordSize; i < (word + 1) * WordSize; i++)
        {
            packed.Add(channel >= 0 && i < Numbers.RowSize ? Numbers.Row(channel)[i] : (sbyte)0);
        }
    }
}
