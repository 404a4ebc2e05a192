using Adc.Compiler.Configuration;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>A rectangle of output pixels that is computed from one piece of scratch memory.</summary>
internal readonly record struct ConvolutionTile(int FirstRow, int Rows, int FirstColumn, int Columns)
{
    private const int Offers = 4, LargestMap = 240 * 1024;

    /// <summary>Ways to cut an output: whole, or pieces of fewer rows that need less memory but scale more rows twice.</summary>
    /// <param name="map">The map that a tile reads.</param>
    public static IEnumerable<IReadOnlyList<ConvolutionTile>> Choices(int rows, int columns, Tiling tiling, Func<ConvolutionTile, PaddedMap> map)
    {
        int mostColumns = columns;
        while (mostColumns > 1 && map(new(0, 1, 0, mostColumns)).Pitch > MvpLimits.MaximumStride)
        {
            mostColumns = (mostColumns + 1) / 2;
        }

        for (int mostRows = tiling == Tiling.Always ? (rows + 1) / 2 : rows, offered = 0; mostRows >= 1 && offered < Offers; mostRows = mostRows == 1 ? 0 : (mostRows + 1) / 2)
        {
            bool isWhole = mostRows == rows && mostColumns == columns;
            if (map(new(0, mostRows, 0, mostColumns)).SizeInBytes <= LargestMap && (tiling != Tiling.Never || isWhole))
            {
                offered++;
                yield return Cut(rows, columns, mostRows, mostColumns);
            }
        }
    }

    /// <summary>Cuts the output into tiles of at most so many rows and columns.</summary>
    private static ConvolutionTile[] Cut(int rows, int columns, int mostRows, int mostColumns) =>
    [
        .. from row in Starts(rows, mostRows)
           from column in Starts(columns, mostColumns)
           select new ConvolutionTile(row, Math.Min(mostRows, rows - row), column, Math.Min(mostColumns, columns - column)),
    ];

    private static IEnumerable<int> Starts(int length, int most) => Enumerable.Range(0, (length + most - 1) / most).Select(index => index * most);
}
