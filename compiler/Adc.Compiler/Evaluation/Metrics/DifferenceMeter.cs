using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Compares the outputs of two columns, in steps of the quantized output. Different rows may be measured from several threads at a time.</summary>
internal sealed class DifferenceMeter(int rows)
{
    // Steps in the histogram on either side; what is further off counts with the last one.
    private const int Reach = 16;
    private const int MostWorstRows = 5;

    private readonly RowDifference[] differences = new RowDifference[rows];
    private readonly long[] histogram = new long[(2 * Reach) + 1];
    private readonly Lock gate = new();

    /// <param name="expected">Values in steps: quantized values, or reals divided by the scale.</param>
    /// <param name="actual">Likewise, on the same zero point.</param>
    /// <param name="zeroPoint">What stands for the real 0.</param>
    public void Measure(int position, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, int zeroPoint)
    {
        var found = new int[histogram.Length];
        var row = default(RowDifference);
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = actual[i] - expected[i], size = Math.Abs(difference), wanted = expected[i] - zeroPoint, had = actual[i] - zeroPoint;
            // Half a step is what rounding to the nearest one costs.
            int steps = (int)Math.Clamp(Math.Round(difference, MidpointRounding.AwayFromZero), -Reach, Reach);
            found[steps + Reach]++;
            row.Sum += size;
            row.Largest = Math.Max(row.Largest, size);
            row.Signal += wanted * wanted;
            row.Noise += difference * difference;
            row.Power += had * had;
            row.Product += wanted * had;
        }

        row.Count = expected.Length;
        differences[position] = row;
        lock (gate)
        {
            for (int i = 0; i < found.Length; i++)
            {
                histogram[i] += found[i];
            }
        }
    }

    /// <param name="numbers">Places of the rows in the data.</param>
    public OutputDifference Result(ReferenceColumn expected, ReferenceColumn actual, Sequence<int> numbers)
    {
        double Sum(Func<RowDifference, double> part) => differences.Sum(part);
        double count = Math.Max(1, Sum(row => row.Count)), noise = Sum(row => row.Noise), norms = Math.Sqrt(Sum(row => row.Signal) * Sum(row => row.Power));
        Sequence<WorstRow> worst = Enumerable.Range(0, differences.Length)
            .OrderByDescending(row => differences[row].Largest).ThenByDescending(row => differences[row].Sum).ThenBy(row => row)
            .Where(row => differences[row].Largest > 0).Take(MostWorstRows)
            .Select(row => new WorstRow(numbers[row], differences[row].Largest, differences[row].Sum / differences[row].Count)).ToSequence();
        return new OutputDifference(
            expected, actual, differences.Length, differences.Select(row => row.Largest).DefaultIfEmpty().Max(), Sum(row => row.Sum) / count,
            histogram[Reach] / count, (histogram[Reach - 1] + histogram[Reach] + histogram[Reach + 1]) / count,
            norms > 0 ? Sum(row => row.Product) / norms : null, noise > 0 ? 10 * Math.Log10(Sum(row => row.Signal) / noise) : null,
            histogram.ToSequence(), worst);
    }

    private struct RowDifference
    {
        public int Count;
        public double Sum, Largest, Signal, Noise, Power, Product;
    }
}
