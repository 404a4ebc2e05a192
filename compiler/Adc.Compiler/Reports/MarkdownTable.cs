using System.Text;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Reports;

/// <summary>Tables of GitHub's Markdown.</summary>
internal static class MarkdownTable
{
    private const string Special = "\\`*_{}[]<>#|~!&@$";

    /// <param name="alignment">A letter for each column: l or r.</param>
    public static string Of(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows, string alignment)
    {
        var text = new StringBuilder();
        void Append(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        Append(headings.Select(Cell));
        Append(alignment.Select(letter => letter == 'r' ? "---:" : "---"));
        foreach (string[] row in rows)
        {
            Append(row.Select(Cell));
        }

        return text.ToString();
    }

    /// <summary>Text that stands for itself: no markup, no mention, no end of the cell.</summary>
    public static string Cell(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in Printable.Sentence(text))
        {
            _ = (Special.Contains(c, StringComparison.Ordinal) ? escaped.Append('\\') : escaped).Append(c);
        }

        return escaped.ToString();
    }
}
