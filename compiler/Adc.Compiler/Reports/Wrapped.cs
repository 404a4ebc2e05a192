using System.Text;

namespace Adc.Compiler.Reports;

/// <summary>Breaks a sentence between words, further lines below its beginning.</summary>
public static class Wrapped
{
    /// <summary>Longer lines are tiring to read, however wide the terminal is.</summary>
    public const int Widest = 110;

    /// <param name="lead">Stands before the first word; further lines are indented as far.</param>
    /// <returns>Lines without a newline at the end.</returns>
    public static string Of(string sentence, string lead, int width = Widest)
    {
        var text = new StringBuilder(lead);
        int column = lead.Length;
        bool isFirst = true;
        foreach (string word in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst && column + 1 + word.Length > width)
            {
                text.Append('\n').Append(' ', lead.Length);
                column = lead.Length;
            }
            else if (!isFirst)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
            isFirst = false;
        }

        return text.ToString();
    }
}
