using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Adc.Simulator.Reference.Fast;

/// <summary>A matrix of weights, widened to 16 bits and laid out for eight output channels at a time.</summary>
/// <remarks>
/// Blocks of eight channels behind each other; in each, pairs of neighbours along the depth: channel 0's two, channel 1's two, … Channels
/// and depth are filled up with zeros.
/// </remarks>
internal sealed class PackedWeights<TLanes>
    where TLanes : ILanes
{
    /// <summary>Rows that are multiplied at once, so that weights are loaded once for all of them.</summary>
    private const int RowsAtOnce = 4;

    private const int BlockWidth = LaneScales.Width;

    private readonly short[] weights;
    private readonly int[] bias;
    private readonly int channels;
    private readonly int pairs;

    /// <param name="weightAt">The weight of an output channel at a depth, less its zero point.</param>
    /// <param name="bias">One per channel.</param>
    public PackedWeights(int channels, int depth, Func<int, int, int> weightAt, ReadOnlySpan<int> bias)
    {
        this.channels = channels;
        pairs = (depth + 1) / 2;
        int blocks = (channels + BlockWidth - 1) / BlockWidth;
        this.bias = new int[blocks * BlockWidth];
        bias.CopyTo(this.bias);
        weights = new short[blocks * pairs * 2 * BlockWidth];
        for (int channel = 0; channel < channels; channel++)
        {
            for (int d = 0; d < depth; d++)
            {
                int pair = (channel / BlockWidth * pairs) + (d / 2);
                weights[(((pair * BlockWidth) + (channel % BlockWidth)) * 2) + (d % 2)] = checked((short)weightAt(channel, d));
            }
        }
    }

    /// <summary>Elements of a row of the input: the depth, or one more, which must be zero.</summary>
    public int RowLength => 2 * pairs;

    /// <summary>Multiplies rows of <see cref="RowLength"/> elements, adds the bias and writes the outputs, channel by channel of each row.</summary>
    public void Multiply(ReadOnlySpan<short> rows, LaneOutput<TLanes> to, Span<sbyte> output)
    {
        ReadOnlySpan<int> pairsOfRows = MemoryMarshal.Cast<short, int>(rows);
        int count = output.Length / channels, row = 0;
        for (; row + RowsAtOnce <= count; row += RowsAtOnce)
        {
            MultiplyFour(pairsOfRows.Slice(row * pairs, RowsAtOnce * pairs), to, output.Slice(row * channels, RowsAtOnce * channels));
        }

        for (; row < count; row++)
        {
            MultiplyOne(pairsOfRows.Slice(row * pairs, pairs), to, output.Slice(row * channels, channels));
        }
    }

    private void MultiplyFour(ReadOnlySpan<int> rows, LaneOutput<TLanes> to, Span<sbyte> output)
    {
        ReadOnlySpan<int> row0 = rows[..pairs], row1 = rows.Slice(pairs, pairs), row2 = rows.Slice(2 * pairs, pairs), row3 = rows.Slice(3 * pairs, pairs);
        for (int channel = 0; channel < channels; channel += BlockWidth)
        {
            Vector256<int> sum0 = Vector256.LoadUnsafe(ref bias[channel]), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            ReadOnlySpan<Vector256<short>> block = Block(channel);
            for (int pair = 0; pair < row0.Length; pair++)
            {
                Vector256<short> weight = block[pair];
                sum0 += TLanes.PairProducts(weight, Vector256.Create(row0[pair]).AsInt16());
                sum1 += TLanes.PairProducts(weight, Vector256.Create(row1[pair]).AsInt16());
                sum2 += TLanes.PairProducts(weight, Vector256.Create(row2[pair]).AsInt16());
                sum3 += TLanes.PairProducts(weight, Vector256.Create(row3[pair]).AsInt16());
            }

            int width = Math.Min(BlockWidth, channels - channel);
            to.Write(sum0, channel, output.Slice(channel, width));
            to.Write(sum1, channel, output.Slice(channels + channel, width));
            to.Write(sum2, channel, output.Slice((2 * channels) + channel, width));
            to.Write(sum3, channel, output.Slice((3 * channels) + channel, width));
        }
    }

    private void MultiplyOne(ReadOnlySpan<int> row, LaneOutput<TLanes> to, Span<sbyte> output)
    {
        for (int channel = 0; channel < channels; channel += BlockWidth)
        {
            Vector256<int> sum = Vector256.LoadUnsafe(ref bias[channel]);
            ReadOnlySpan<Vector256<short>> block = Block(channel);
            for (int pair = 0; pair < row.Length; pair++)
            {
                sum += TLanes.PairProducts(block[pair], Vector256.Create(row[pair]).AsInt16());
            }

            to.Write(sum, channel, output.Slice(channel, Math.Min(BlockWidth, channels - channel)));
        }
    }

    private ReadOnlySpan<Vector256<short>> Block(int channel) =>
        MemoryMarshal.Cast<short, Vector256<short>>(weights.AsSpan(channel * pairs * 2, pairs * 2 * BlockWidth));
}
