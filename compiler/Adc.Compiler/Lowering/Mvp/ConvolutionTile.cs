namespace Adc.Compiler.Lowering.Mvp;

/// <summary>A rectangle of output pixels that is computed from one piece of scratch memory.</summary>
internal readonly record struct ConvolutionTile(int FirstRow, int Rows, int FirstColumn, int Columns)
{
    /// <summary>Cuts the output into tiles of at most so many rows and columns.</summary>
    public static IReadOnlyList<ConvolutionTile> Cut(int rows, int columns, int mostRows, int mostColumns) =>
    [
        .. from row in Starts(rows, mostRows)
           from column in Starts(columns, mostColumns)
           select new ConvolutionTile(row, Math.Min(mostRows, rows - row), column, Math.Min(mostColumns, columns - column)),
    ];

    private static IEnumerable<int> Starts(int length, int most) => Enumerable.Range(0, (length + most - 1) / most).Select(index => index * most);
}
