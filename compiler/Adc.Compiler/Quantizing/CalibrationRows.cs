namespace Adc.Compiler.Quantizing;

/// <summary>Which rows of a data set calibrate.</summary>
public static class CalibrationRows
{
    /// <summary>At most so many of the rows, evenly spaced, the first among them.</summary>
    public static IEnumerable<T> Spread<T>(IReadOnlyList<T> rows, int most)
    {
        int count = Math.Min(rows.Count, most);
        return Enumerable.Range(0, count).Select(i => rows[(int)((long)i * rows.Count / count)]);
    }
}
