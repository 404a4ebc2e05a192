using System.Globalization;
using System.Text;

namespace Adc.Compiler.Diagnostics;

/// <summary>Makes names from hostile files safe to print on one line.</summary>
public static class Printable
{
    private const int LongestName = 120;
    private const int LongestSentence = 1000;

    /// <summary>A name: escapes control characters and cuts what is longer than a line.</summary>
    public static string Text(string text) => Escape(text, LongestName);

    /// <summary>An argument of a message, which may be a sentence of ours: escaped likewise, cut much later.</summary>
    public static string Sentence(string text) => Escape(text, LongestSentence);

    private static string Escape(string text, int longest)
    {
        var builder = new StringBuilder(Math.Min(text.Length, longest));
        foreach (char c in text)
        {
            if (builder.Length >= longest)
            {
                return builder.Append('…').ToString();
            }

            if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }
}
