using System.Text;

namespace Adc.Cli.Printing;

/// <summary>Breaks text between words into lines of at most 80 columns.</summary>
internal static class Paragraph
{
    public const int Width = 80;

    /// <param name="lead">Stands before the first word; its last line counts.</param>
    /// <param name="indent">Spaces before the others.</param>
    public static string Of(string text, string lead = "", int indent = 0)
    {
        var lines = new StringBuilder(lead);
        int column = lead.Length - (lead.LastIndexOf('\n') + 1), start = column;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > start && column + 1 + word.Length > Width)
            {
                lines.Append('\n').Append(' ', indent);
                column = start = indent;
            }
            else if (column > start)
            {
                lines.Append(' ');
                column++;
            }

            lines.Append(word);
            column += word.Length;
        }

        return lines.ToString();
    }
}
