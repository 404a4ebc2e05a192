using System.Globalization;
using System.Text;

namespace Adc.Compiler.Diagnostics;

/// <summary>Makes names from hostile files safe to print on one line.</summary>
public static class Printable
{
    private const int LongestName = 120;

    /// <summary>Escapes control characters and cuts text that is longer than a line.</summary>
    public static string Text(string text)
    {
        var builder = new StringBuilder(Math.Min(text.Length, LongestName));
        foreach (char c in text)
        {
            if (builder.Length >= LongestName)
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
