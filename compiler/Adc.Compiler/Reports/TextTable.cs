using System.Globalization;
using System.Text;

namespace Adc.Compiler.Reports;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="IsNumber">Numbers stand at the right edge.</param>
/// <param name="Fewest">In a narrow terminal longer texts are cut to so many characters; null for a column that stays whole.</param>
/// <param name="IsOptional">In a narrow terminal the column is left out, the last one first.</param>
public sealed record TextColumn(string Heading, bool IsNumber = false, int? Fewest = null, bool IsOptional = false);

/// <summary>Rows in columns for people; a cell may have several lines.</summary>
/// <param name="indent">Spaces before each line.</param>
public sealed class TextTable(IReadOnlyList<TextColumn> columns, int indent = 2)
{
    private const string Gap = "  ";

    private const int LeftOut = -1;

    private readonly List<string[][]> rows = [];

    public void Add(params IReadOnlyList<string> cells) => rows.Add([.. cells.Select(cell => cell.Split('\n'))]);

    /// <summary>The number with separators; nothing for one that was not obtained.</summary>
    public static string Number(long? value) => value is long number ? number.ToString("N0", CultureInfo.InvariantCulture) : "";

    /// <param name="width">Columns of the terminal; lines that cannot be made so short are longer.</param>
    public string Print(int width = int.MaxValue)
    {
        int[] widths = [.. columns.Select((column, index) => Math.Max(column.Heading.Length, Cells(index).Select(text => text.Length).DefaultIfEmpty(0).Max()))];
        int excess = indent + widths.Sum() + (Gap.Length * (widths.Length - 1)) - Math.Min(width, int.MaxValue / 2);
        for (int index = widths.Length - 1; index >= 0 && excess > 0; index--)
        {
            if (columns[index].IsOptional)
            {
                excess -= widths[index] + Gap.Length;
                widths[index] = LeftOut;
            }
        }

        for (int index = widths.Length - 1; index >= 0 && excess > 0; index--)
        {
            if (columns[index].Fewest is int fewest && widths[index] > fewest)
            {
                int cut = Math.Min(excess, widths[index] - Math.Max(fewest, columns[index].Heading.Length));
                widths[index] -= cut;
                excess -= cut;
            }
        }

        var text = new StringBuilder();
        AppendLine(text, [.. columns.Select(column => column.Heading)], widths);
        foreach (string[][] row in rows)
        {
            for (int line = 0; line < row.Max(cell => cell.Length); line++)
            {
                AppendLine(text, [.. row.Select(cell => line < cell.Length ? cell[line] : "")], widths);
            }
        }

        return text.ToString();
    }

    private IEnumerable<string> Cells(int column) => rows.SelectMany(row => column < row.Length ? row[column] : []);

    private void AppendLine(StringBuilder text, string[] cells, int[] widths)
    {
        var line = new StringBuilder(new string(' ', indent));
        for (int index = 0; index < cells.Length; index++)
        {
            if (widths[index] == LeftOut)
            {
                continue;
            }

            string cell = cells[index].Length <= widths[index] ? cells[index] : cells[index][..(widths[index] - 1)] + "…";
            line.Append(index == 0 ? "" : Gap).Append(columns[index].IsNumber ? cell.PadLeft(widths[index]) : cell.PadRight(widths[index]));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
