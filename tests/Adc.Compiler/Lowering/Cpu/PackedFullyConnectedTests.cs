using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

public sealed class PackedFullyConnectedTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    [InlineData(9, 8)]
    [InlineData(15, 1)]
    [InlineData(16, 6)]
    [InlineData(19, 7)]
    [InlineData(26, 17)]
    public void The_stream_holds_every_weight_bias_and_constant_where_the_kernel_looks_for_it(int rows, int columns)
    {
        foreach (bool perChannel in (bool[])[false, true])
        {
            FullyConnectedNumbers numbers = Numbers(rows, columns, perChannel && rows > 1);
            PackedFullyConnected packed = PackedFullyConnected.Find(numbers, Rounding.Tflm, out _)!;
            var stream = new Stream(packed.Stream().ToArray<uint>());
            for (int block = 0; block < packed.Blocks; block++)
            {
                Check(packed, stream, 8 * block, width: 4);
            }

            for (int pair = 0; pair < packed.Pairs; pair++)
            {
                Check(packed, stream, (8 * packed.Blocks) + (2 * pair), width: 1);
            }

            Assert.Equal((rows + 1) / 2 * 2, (8 * packed.Blocks) + (2 * packed.Pairs));

            Assert.True(stream.IsAtEnd, $"{rows} x {columns}: words are left over");
        }
    }

    [Fact]
    public void The_stream_of_three_rows_and_three_columns_is_short_enough_to_read()
    {
        sbyte[] weights = [1, 2, 3, 4, 5, 6, -1, -2, -3];
        var numbers = new FullyConnectedNumbers(1, 3, 3, weights, [100, -200, 300], [QuantizedMultiplier.From(0.1)], 0, -128, 127);

        uint[] words = PackedFullyConnected.Find(numbers, Rounding.Tflm, out _)!.Stream().ToArray<uint>();

        Assert.Equal(
            [
                unchecked((uint)((256 * 100) - 200)), unchecked((uint)-200),
                Lanes((256 * 1) + 4, (256 * 2) + 5), Lanes((256 * 3) + 6, 0),
                256 * 300, 0,
                Lanes(256 * -1, 256 * -2), Lanes(256 * -3, 0),
            ],
            words);
    }

    [Theory]
    [InlineData(2, 4, 3, "rows of a batch would not stay aligned")]
    [InlineData(2, 6, 2, "rows of a batch would not stay aligned")]
    [InlineData(2, 4, 2, "")]
    [InlineData(1, 5, 3, "")]
    public void Batches_need_rows_and_columns_that_keep_alignment(int batches, int columns, int rows, string expected)
    {
        FullyConnectedNumbers numbers = Numbers(rows, columns, perChannel: false) with { Batches = batches };

        Assert.Equal(expected.Length == 0, PackedFullyConnected.Find(numbers, Rounding.Tflm, out string reason) is not null);
        Assert.Equal(expected, reason);
    }

    [Theory]
    [InlineData(-128, -1, false)]
    [InlineData(-128, 0, true)]
    [InlineData(-127, -128, true)]
    [InlineData(127, 127, true)]
    public void A_weight_of_minus_128_must_not_stand_above_a_negative_one(sbyte above, sbyte below, bool fits)
    {
        var numbers = new FullyConnectedNumbers(1, 2, 1, [above, below], [0, 0], [QuantizedMultiplier.From(0.1)], 0, -128, 127);

        Assert.Equal(fits, PackedFullyConnected.Find(numbers, Rounding.Tflm, out string reason) is not null);
        Assert.Equal(fits ? "" : "a weight of -128 beside a negative one overflows the lane", reason);
    }

    [Fact]
    public void The_last_of_an_odd_number_of_rows_may_hold_any_weight() => Assert.NotNull(PackedFullyConnected.Find(
        new(1, 1, 2, [-128, -128], [0], [QuantizedMultiplier.From(0.1)], 0, -128, 127), Rounding.Tflm, out _));

    [Theory]
    [InlineData(8388607 - 128, true)]
    [InlineData(8388607, false)]
    [InlineData(-8388607 + 128, true)]
    [InlineData(-8388607, false)]
    [InlineData(int.MinValue, false)]
    public void Sums_must_stay_within_24_bits(int bias, bool fits)
    {
        var numbers = new FullyConnectedNumbers(1, 1, 1, [1], [bias], [QuantizedMultiplier.From(0.00001)], 0, -128, 127);

        Assert.Equal(fits, PackedFullyConnected.Find(numbers, Rounding.Tflm, out string reason) is not null);
        Assert.Equal(fits ? "" : "a sum can leave 24 bits", reason);
    }

    [Fact]
    public void Constants_that_cannot_be_proven_are_a_reason()
    {
        var numbers = new FullyConnectedNumbers(1, 1, 1, [1], [0], [QuantizedMultiplier.From(200)], 0, -128, 127);

        Assert.Null(PackedFullyConnected.Find(numbers, Rounding.Tflm, out string reason));
        Assert.Equal("no constants requantize every reachable sum exactly", reason);
    }

    [Theory]
    [Seeds(5)]
    public void The_reach_of_a_row_is_met_by_the_inputs_that_push_it_furthest(int seed)
    {
        var random = new Random(seed);
        sbyte[] weights = [.. Enumerable.Range(0, 12).Select(_ => (sbyte)random.Next(-128, 128))];
        var numbers = new FullyConnectedNumbers(1, 1, 12, weights, [random.Next(-1000, 1000)], [QuantizedMultiplier.From(1)], 0, -128, 127);

        (long lowest, long highest) = numbers.Reach(0);

        Assert.Equal(numbers.FoldedBias[0] + weights.Sum(weight => Math.Max(weight * -128, weight * 127)), highest);
        Assert.Equal(numbers.FoldedBias[0] + weights.Sum(weight => Math.Min(weight * -128, weight * 127)), lowest);
    }

    private static void Check(PackedFullyConnected packed, Stream stream, int first, int width)
    {
        FullyConnectedNumbers numbers = packed.Numbers;
        int Bias(int row) => row < numbers.Rows ? numbers.FoldedBias[row] : 0;
        int Weight(int row, int column) => row < numbers.Rows && column < numbers.Columns ? numbers.Weights[(row * numbers.Columns) + column] : 0;

        for (int k = 0; k < width; k++)
        {
            Assert.Equal(unchecked((uint)((256 * Bias(first + (2 * k))) + Bias(first + (2 * k) + 1))), stream.Next());
        }

        for (int k = 0; k < width; k++)
        {
            Assert.Equal(unchecked((uint)Bias(first + (2 * k) + 1)), stream.Next());
        }

        for (int column = 0; column < (numbers.Columns + 3) / 4 * 4; column += 2)
        {
            for (int k = 0; k < width; k++)
            {
                uint word = stream.Next();
                for (int half = 0; half < 2; half++)
                {
                    short lane = unchecked((short)(word >> (16 * half)));
                    Assert.Equal((256 * Weight(first + (2 * k), column + half)) + Weight(first + (2 * k) + 1, column + half), lane);
                }
            }
        }

        for (int row = first; packed.IsPerChannel && row < first + (2 * width); row++)
        {
            // The row that fills up an odd number may have any constants: its result is not used.
            FastRequantization constants = new(unchecked((int)stream.Next()), unchecked((int)stream.Next()), unchecked((int)stream.Next()));
            Assert.True(row >= numbers.Rows || constants == packed.Requantizations[row]);
        }
    }

    private static FullyConnectedNumbers Numbers(int rows, int columns, bool perChannel)
    {
        sbyte[] weights = [.. Enumerable.Range(0, rows * columns).Select(i => (sbyte)((i * 37 % 255) - 127))];
        int[] bias = [.. Enumerable.Range(0, rows).Select(row => (row * 1001) - 5000)];
        QuantizedMultiplier[] multipliers = [.. Enumerable.Range(1, perChannel ? rows : 1).Select(row => QuantizedMultiplier.From(0.003 * row / columns))];
        return new(1, rows, columns, weights, bias, multipliers, 3, -128, 127);
    }

    private static uint Lanes(int low, int high) => (ushort)low | ((uint)(ushort)high << 16);

    private sealed class Stream(uint[] words)
    {
        private int position;

        public bool IsAtEnd => position == words.Length;

        public uint Next() => words[position++];
    }
}
