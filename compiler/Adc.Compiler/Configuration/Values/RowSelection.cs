using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>Which rows of the test data run, and in which order.</summary>
/// <param name="Ranges">Null for all rows.</param>
public sealed record RowSelection(Sequence<RowRange>? Ranges)
{
    public static RowSelection All { get; } = new((Sequence<RowRange>?)null);

    public static RowSelection Of(params RowRange[] ranges) => new(ranges.ToSequence());

    /// <summary>The same selection as Axon reads it: the end of a range is left out.</summary>
    /// <remarks>A single row is not a range. A range such as 5-5 selects nothing.</remarks>
    public RowSelection WithoutRangeEnds() => Ranges is null
        ? this
        : new([.. Ranges.Where(range => !range.IsRange || range.Last > range.First)
            .Select(range => range.IsRange ? range with { Last = range.Last - 1 } : range)]);

    /// <summary>The rows in order, each once; null when one does not exist, which is reported.</summary>
    public Sequence<int>? Resolve(int rowCount, DiagnosticBag bag)
    {
        if (Ranges is null)
        {
            return Enumerable.Range(0, rowCount).ToSequence();
        }

        List<int> rows = [];
        var seen = new bool[rowCount];
        RowRange? firstRepeated = null;
        int firstRepeatedRow = 0;
        int repeated = 0;
        bool isComplete = true;
        foreach (RowRange range in Ranges)
        {
            if (range.Last >= rowCount)
            {
                bag.Report(Catalogue.RowOutOfRange, range.Origin, Math.Max(range.First, rowCount), rowCount, rowCount - 1);
                isComplete = false;
                continue;
            }

            for (int row = range.First; row <= range.Last; row++)
            {
                if (!seen[row])
                {
                    seen[row] = true;
                    rows.Add(row);
                }
                else if (repeated++ == 0)
                {
                    (firstRepeated, firstRepeatedRow) = (range, row);
                }
            }
        }

        if (firstRepeated is not null)
        {
            bag.Report(Catalogue.RowRepeated, firstRepeated.Origin, repeated, firstRepeatedRow);
        }

        return isComplete ? rows.ToSequence() : null;
    }

    public override string ToString() => Ranges?.ToString() ?? "all";
}
