using System.Globalization;
using System.Text;

namespace Adc.Compiler.Configuration.Yaml;

/// <summary>Spells text so that YAML reads it back unchanged.</summary>
internal static class YamlText
{
    /// <summary>Plain where that is safe in lists, maps and alone; else in double quotes.</summary>
    public static string Quote(string text) => IsPlainSafe(text) ? text : QuoteAlways(text);

    private static bool IsPlainSafe(string text)
    {
        if (text.Length == 0 || text is "null" or "Null" or "NULL" or "<<" || text[0] is '-' or '.')
        {
            return text.Length > 1 && text[0] == '.' && IsPlainSafe("x" + text[1..]);
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or '/' or '+' or '%' or '$'))
            {
                return false;
            }
        }

        return text[0] != '%';
    }

    /// <summary>In double quotes, so that it is text whatever it looks like.</summary>
    public static string QuoteAlways(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    builder.Append('\\').Append(c);
                    break;
                case < ' ' or '\u007f' or '\u0085' or '\u00a0' or '\u2028' or '\u2029' or '\ufeff':
                    builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    builder.Append(c);
                    break;
            }
        }

        return builder.Append('"').ToString();
    }
}
