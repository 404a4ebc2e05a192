using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp.Shapes;

/// <summary>Long runs of elements as two axes, since an axis counts to 1,024.</summary>
internal static class FlatRuns
{
    /// <summary>Rows and columns with rows * columns = count, both at most 1,024, columns as many as possible; null when there are none.</summary>
    public static (int Rows, int Columns)? Split(int count)
    {
        for (int columns = Math.Min(count, MvpLimits.MaximumSize); columns >= 1; columns--)
        {
            if (count % columns == 0)
            {
                return count / columns <= MvpLimits.MaximumSize ? (count / columns, columns) : null;
            }
        }

        return null;
    }

    /// <summary>Pieces of any run, each with two axes: one if the count can be split well, else whole rows of 1,024 and a rest.</summary>
    public static IEnumerable<(int First, int Rows, int Columns)> Cover(int count)
    {
        if (Split(count) is (int rows, int columns))
        {
            yield return (0, rows, columns);
            yield break;
        }

        int first = 0;
        for (; count - first >= MvpLimits.MaximumSize; first += rows * MvpLimits.MaximumSize)
        {
            rows = Math.Min((count - first) / MvpLimits.MaximumSize, MvpLimits.MaximumSize);
            yield return (first, rows, MvpLimits.MaximumSize);
        }

        if (count > first)
        {
            yield return (first, 1, count - first);
        }
    }
}
