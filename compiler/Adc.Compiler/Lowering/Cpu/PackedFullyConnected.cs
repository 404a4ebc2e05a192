using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A fully connected layer in the form of the packed kernel: two rows A and B share 16-bit lanes 256 * A + B.</summary>
/// <param name="Requantizations">One, or one per row.</param>
/// <param name="Shift">Right shift after the high product, the same for all rows.</param>
internal sealed record PackedFullyConnected(FullyConnectedNumbers Numbers, FastRequantization[] Requantizations, int Shift)
{
    private const int RowsPerBlock = 8;

    /// <summary>Blocks of eight rows; an odd row's missing partner counts, so that seven rows at the end are a block too.</summary>
    public int Blocks => (Numbers.Rows + 1) / RowsPerBlock;

    /// <summary>Pairs of rows behind the blocks.</summary>
    public int Pairs => (Numbers.Rows + 1) % RowsPerBlock / 2;

    public bool IsPerChannel => Numbers.IsPerChannel;

    /// <summary>Packs a layer when every lane, sum and requantization is proven exact; otherwise says which is not.</summary>
    public static PackedFullyConnected? Find(FullyConnectedNumbers numbers, Rounding rounding, out string reason)
    {
        reason = "";
        if (numbers.Batches > 1 && (numbers.Columns % 4 != 0 || numbers.Rows % 2 != 0))
        {
            reason = "rows of a batch would not stay aligned";
            return null;
        }

        if (!LanesFit(numbers))
        {
            reason = "a weight of -128 beside a negative one overflows the lane";
            return null;
        }

        (long Lowest, long Highest)[] reach = [.. Enumerable.Range(0, numbers.Rows).Select(numbers.Reach)];
        if (reach.Any(range => -range.Lowest >= FastRequantization.SumLimit || range.Highest >= FastRequantization.SumLimit))
        {
            reason = "a sum can leave 24 bits";
            return null;
        }

        int shift = numbers.Multipliers.Min(one => FastRequantization.PreferredShift(one));
        FastRequantization[]? found = numbers.IsPerChannel
            ? FindEach(numbers, rounding, reach, shift)
            : FindOne(numbers, rounding, reach, shift);
        if (found is null)
        {
            reason = "no constants requantize every reachable sum exactly";
        }

        return found is null ? null : new(numbers, found, shift);
    }

    /// <summary>The words that the kernel streams; layout in adc_fully_connected_packed.h.</summary>
    public ConstantData Stream()
    {
        List<uint> words = [];
        for (int block = 0; block < Blocks; block++)
        {
            AppendRows(words, block * RowsPerBlock, RowsPerBlock);
        }

        for (int pair = 0; pair < Pairs; pair++)
        {
            AppendRows(words, (Blocks * RowsPerBlock) + (2 * pair), 2);
        }

        return ConstantData.Of<uint>(words.ToArray());
    }

    private static FastRequantization[]? FindOne(FullyConnectedNumbers numbers, Rounding rounding, (long Lowest, long Highest)[] reach, int shift) =>
        FastRequantization.Find(
            numbers.Multipliers[0], rounding, numbers.OutputZeroPoint, numbers.Low, numbers.High,
            (int)reach.Min(range => range.Lowest), (int)reach.Max(range => range.Highest), shift) is FastRequantization one ? [one] : null;

    private static FastRequantization[]? FindEach(FullyConnectedNumbers numbers, Rounding rounding, (long Lowest, long Highest)[] reach, int shift)
    {
        var found = new FastRequantization[numbers.Rows];
        for (int row = 0; row < numbers.Rows; row++)
        {
            if (FastRequantization.Find(
                numbers.Multipliers[row], rounding, numbers.OutputZeroPoint, numbers.Low, numbers.High,
                (int)reach[row].Lowest, (int)reach[row].Highest, shift) is not FastRequantization one)
            {
                return null;
            }

            found[row] = one;
        }

        return found;
    }

    private static bool LanesFit(FullyConnectedNumbers numbers)
    {
        for (int row = 0; row + 1 < numbers.Rows; row += 2)
        {
            ReadOnlySpan<sbyte> a = numbers.Row(row), b = numbers.Row(row + 1);
            for (int column = 0; column < numbers.Columns; column++)
            {
                if ((256 * a[column]) + b[column] < short.MinValue)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void AppendRows(List<uint> words, int first, int count)
    {
        for (int row = first; row < first + count; row += 2)
        {
            words.Add(unchecked((uint)((256 * Bias(row)) + Bias(row + 1))));
        }

        for (int row = first; row < first + count; row += 2)
        {
            words.Add(unchecked((uint)Bias(row + 1)));
        }

        int paddedColumns = (Numbers.Columns + 3) / 4 * 4;
        for (int column = 0; column < paddedColumns; column += 2)
        {
            for (int row = first; row < first + count; row += 2)
            {
                words.Add((ushort)Lane(row, column) | ((uint)(ushort)Lane(row, column + 1) << 16));
            }
        }

        if (IsPerChannel)
        {
            for (int row = first; row < first + count; row++)
            {
                FastRequantization one = Requantizations[Math.Min(row, Numbers.Rows - 1)];
                words.AddRange(unchecked([(uint)one.Multiplier, (uint)one.Addend, (uint)one.AddendNegative]));
            }
        }
    }

    private int Bias(int row) => row < Numbers.Rows ? Numbers.FoldedBias[row] : 0;

    private short Lane(int row, int column) => (short)((256 * Weight(row, column)) + Weight(row + 1, column));

    private int Weight(int row, int column) =>
        row < Numbers.Rows && column < Numbers.Columns ? Numbers.Weights[(row * Numbers.Columns) + column] : 0;
}
