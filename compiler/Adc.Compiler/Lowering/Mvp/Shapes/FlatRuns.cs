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
}
