namespace Adc.Compiler.Lowering.Mvp;

/// <summary>What a fully connected layer adds up, exactly, and how far sums in half precision can be from that. Unit: 2^-15, the product of whole steps.</summary>
/// <param name="Totals">Σ w (x − centre), row by row (each batch is a row), output by output.</param>
/// <param name="OnRows">One per output: what the rows reach.</param>
/// <param name="OnAnyInput">One per output: what any int8 input could reach.</param>
internal sealed record FullyConnectedSums(long[][] Totals, SumReach[] OnRows, SumReach[] OnAnyInput)
{
    /// <param name="candidate">Its one or two accumulators take the inputs in turn, and may begin anew after a block of them.</param>
    /// <param name="inputs">int8 inputs, with all batches behind one another.</param>
    public static FullyConnectedSums Of(FullyConnectedOperands layer, MvpCandidate candidate, IMvpNumerics numerics, IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        int accumulators = candidate.Accumulators;
        Func<int, long[], SumReach> reached = candidate.InputsPerSum < layer.Inputs
            ? (output, reach) => ReachInBlocks(layer, output, candidate.InputsPerSum, numerics.RoundsProducts, reach)
            : (output, reach) => Reach(layer, output, accumulators, numerics.RoundsProducts, reach);
        short[][] rows = [.. inputs.SelectMany(bytes => Centred(layer, bytes))];
        long[][] totals = [.. rows.Select(_ => new long[layer.Outputs])];
        var onRows = new SumReach[layer.Outputs];
        var onAnyInput = new SumReach[layer.Outputs];
        long[] reach = new long[layer.Inputs];
        for (int output = 0; output < layer.Outputs; output++)
        {
            Array.Clear(reach);
            for (int row = 0; row < rows.Length; row++)
            {
                totals[row][output] = Follow(layer.Numbers.Row(output), rows[row], accumulators, reach);
            }

            onRows[output] = reached(output, reach);
            FollowAll(layer, output, accumulators, reach);
            onAnyInput[output] = reached(output, reach);
        }

        return new FullyConnectedSums(totals, onRows, onAnyInput);
    }

    private static IEnumerable<short[]> Centred(FullyConnectedOperands layer, ReadOnlyMemory<byte> bytes) =>
        Enumerable.Range(0, bytes.Length / layer.Inputs)
            .Select(batch => Enumerable.Range(0, layer.Inputs).Select(column => (short)((sbyte)bytes.Span[(batch * layer.Inputs) + column] - layer.Centres[column])).ToArray());

    // Adds up one row and widens what the accumulators reach after each input.
    private static long Follow(ReadOnlySpan<sbyte> weights, short[] row, int accumulators, long[] reach)
    {
        long even = 0, odd = 0;
        for (int column = 0; column < row.Length; column++)
        {
            ref long sum = ref (column & (accumulators - 1)) == 0 ? ref even : ref odd;
            sum += weights[column] * row[column];
            reach[column] = Math.Max(reach[column], Math.Abs(sum));
        }

        return even + odd;
    }

    // The same for all inputs at once: the least and the greatest sum.
    private static void FollowAll(FullyConnectedOperands layer, int output, int accumulators, long[] reach)
    {
        Span<long> lowest = stackalloc long[accumulators], highest = stackalloc long[accumulators];
        for (int column = 0; column < layer.Inputs; column++)
        {
            int weight = layer.Weight(output, column), sum = column & (accumulators - 1);
            int low = weight * (sbyte.MinValue - layer.Centres[column]), high = weight * (sbyte.MaxValue - layer.Centres[column]);
            lowest[sum] += Math.Min(low, high);
            highest[sum] += Math.Max(low, high);
            reach[column] = Math.Max(Math.Abs(lowest[sum]), Math.Abs(highest[sum]));
        }
    }

    // Every step rounds a whole number no larger than the exact sum plus the deviation so far.
    private static SumReach Reach(FullyConnectedOperands layer, int output, int accumulators, bool roundsProducts, long[] reach)
    {
        Span<double> deviations = stackalloc double[accumulators];
        for (int column = 0; column < reach.Length; column++)
        {
            ref double deviation = ref deviations[column & (accumulators - 1)];
            deviation += roundsProducts ? RoundingOfProduct(layer, output, column) : 0;
            deviation += RoundingOfWhole(reach[column] + deviation);
        }

        double largest = 0, sum = 0;
        for (int accumulator = 0; accumulator < accumulators; accumulator++)
        {
            largest += reach[^(accumulator + 1)];
            sum += deviations[accumulator];
        }

        return new SumReach(largest, accumulators == 1 ? sum : sum + RoundingOfWhole(largest + sum));
    }

    // The sum of a block is the difference of two sums from the beginning on. Behind each block the output so far rounds, constant included.
    private static SumReach ReachInBlocks(FullyConnectedOperands layer, int output, int block, bool roundsProducts, long[] reach)
    {
        const double HalfOfScale = 1 + (1.0 / 1024);
        double scale = layer.Multiplier(output) * HalfOfScale, constant = Math.Abs(layer.LateConstant(output)) * HalfOfScale;
        double total = 0, deviation = 0;
        for (int column = 0; column < reach.Length; column++)
        {
            long before = column < block ? 0 : reach[(column / block * block) - 1];
            deviation += roundsProducts ? RoundingOfProduct(layer, output, column) : 0;
            deviation += RoundingOfWhole(reach[column] + before + deviation);
            if (column % block == block - 1)
            {
                double scaled = roundsProducts ? HalfPrecision.LargestRounding((reach[column] + before + deviation) * scale) : 0;
                total += deviation;
                total += (scaled + HalfPrecision.LargestRounding(((reach[column] + total) * scale) + constant)) / layer.Multiplier(output);
                deviation = 0;
            }
        }

        return new SumReach(reach[^1], total);
    }

    private static double RoundingOfProduct(FullyConnectedOperands layer, int output, int column)
    {
        int farthest = Math.Max(sbyte.MaxValue - layer.Centres[column], layer.Centres[column] - sbyte.MinValue);
        return RoundingOfWhole(Math.Abs((int)layer.Weight(output, column)) * farthest);
    }

    // Half precision holds whole numbers up to 2^11 exactly.
    private static double RoundingOfWhole(double magnitude) => magnitude <= 2048 ? 0 : HalfPrecision.LargestRounding(magnitude);
}

/// <summary>How large an output's sum becomes, and how far half precision can be from it.</summary>
internal readonly record struct SumReach(double Largest, double Deviation);
