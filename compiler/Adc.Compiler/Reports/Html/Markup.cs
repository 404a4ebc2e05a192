using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Reports.Html;

/// <summary>Text that is safe to stand in HTML or SVG, between tags or in a quoted attribute.</summary>
/// <remarks>Comes from <see cref="Text"/>, which escapes, or from an interpolated string, whose holes are escaped. Views hold nothing else.</remarks>
internal readonly record struct Markup
{
    private readonly string? html;

    private Markup(string html) => this.html = html;

    /// <summary>Whatever a user wrote: control characters shown, names of more than a line cut.</summary>
    public static Markup Text(string text) => new(Escape(Printable.Text(text)));

    /// <summary>Sentences and listings, as long as they are; line ends and tabs stay.</summary>
    public static Markup Lines(string text) => new(Escape(text));

    /// <summary>A file of ours that is markup, style or script already.</summary>
    public static Markup Trusted(string html) => new(html);

    /// <summary><c>Markup.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c>: the literal parts stand as they are, the holes are escaped.</summary>
    public static Markup Of(MarkupText text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.ToString())));

    public override string ToString() => html ?? "";

    internal static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => builder.Append("&amp;"),
                '<' => builder.Append("&lt;"),
                '>' => builder.Append("&gt;"),
                '"' => builder.Append("&quot;"),
                '\'' => builder.Append("&#39;"),
                _ when (char.IsControl(c) && c is not ('\n' or '\t')) || char.IsSurrogate(c) => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => builder.Append(c),
            };
        }

        return builder.ToString();
    }
}

/// <summary>Collects an interpolated string and escapes what stands in its holes.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupText(int literalLength, int formattedCount)
{
    private readonly StringBuilder builder = new(literalLength + (formattedCount * 12));

    public void AppendLiteral(string literal) => builder.Append(literal);

    public void AppendFormatted(Markup markup) => builder.Append(markup.ToString());

    public void AppendFormatted(string? text) => builder.Append(Markup.Escape(text ?? ""));

    public void AppendFormatted(int number) => builder.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(long number) => builder.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate: at most three decimals.</summary>
    public void AppendFormatted(double number) => builder.Append(number.ToString("0.###", CultureInfo.InvariantCulture));

    public override string ToString() => builder.ToString();
}
