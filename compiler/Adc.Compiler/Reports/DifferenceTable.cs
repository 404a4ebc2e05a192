using System.Globalization;
using System.Text;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Metrics;

namespace Adc.Compiler.Reports;

/// <summary>How far each column's outputs are from those of the column before, for people.</summary>
public static class DifferenceTable
{
    private const int LabelWidth = 17, Columns = 80, MostRows = 4;

    /// <summary>Distances in steps that have a column of their own, each the least of it.</summary>
    private static readonly int[] Distances = [0, 1, 2, 3, 5, 9, 16];

    /// <returns>"" when nothing was compared.</returns>
    public static string Of(TestResult result)
    {
        if (result.Differences.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("  output values by their distance in steps\n    ");
        text.Append(' ', LabelWidth);
        for (int index = 0; index < Distances.Length; index++)
        {
            bool isLast = index + 1 == Distances.Length;
            int from = Distances[index], to = isLast ? from : Distances[index + 1] - 1;
            string range = isLast ? $">= {from}" : from == to ? $"{from}" : $"{from}-{to}";
            text.Append(CultureInfo.InvariantCulture, $"{range,8}");
        }

        text.Append('\n');
        foreach (OutputDifference difference in result.Differences)
        {
            string label = $"{Name(difference.Actual)} from {Name(difference.Expected)}";
            text.Append("    ").Append(label.PadRight(LabelWidth));
            long all = difference.Histogram.Sum();
            for (int index = 0; index < Distances.Length; index++)
            {
                int end = index + 1 < Distances.Length ? Distances[index + 1] : (difference.Histogram.Count / 2) + 1;
                long count = Enumerable.Range(Distances[index], end - Distances[index]).Sum(difference.AtDistance);
                text.Append(Share(count / (double)Math.Max(1, all)).PadLeft(8));
            }

            string rows = difference.Rows == result.Rows ? "" : string.Create(CultureInfo.InvariantCulture, $"first {difference.Rows:N0} rows: ");
            text.Append(CultureInfo.InvariantCulture, $"\n    {"",LabelWidth}  {rows}mean {difference.MeanAbsLsb:0.000}, at most {difference.MaxAbsLsb:0.#}{Signal(difference)}\n");
            if (difference.Worst.Count > 0)
            {
                string worst = string.Join(", ", difference.Worst.Take(MostRows).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Row:N0} ({row.MaxAbsLsb:0.#})")));
                text.Append(Wrapped.Of(worst, $"    {"",LabelWidth}  worst rows ", Columns)).Append('\n');
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Signal(OutputDifference difference)
    {
        string cosine = difference.Cosine is double value ? string.Create(CultureInfo.InvariantCulture, $", cosine {value:0.000000}") : "";
        return cosine + (difference.SignalToNoiseInDb is double ratio ? string.Create(CultureInfo.InvariantCulture, $", SNR {ratio:0.0} dB") : "");
    }

    private static string Share(double share) => share == 0 ? "-" : share < 0.0001 ? "<0.01%" : share.ToString("P2", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private static string Name(Configuration.ReferenceColumn column) => column.ToString().ToLowerInvariant();
}
