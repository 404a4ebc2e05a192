using System.Globalization;
using System.Text;

namespace Adc.Compiler.Configuration.Schema;

/// <summary>The tables of docs/input-yaml.rst: every key with what it takes, its default and its meaning.</summary>
public static class SchemaTables
{
    /// <summary>reStructuredText, one table for the file's block and one for each section of a test.</summary>
    public static string Text()
    {
        var text = new StringBuilder();
        AppendSection(text, "adc", "The block ``adc``: for the whole file", ConfigSchema.File.Keys);
        foreach (IGrouping<string, SettingKey> section in ConfigSchema.Model.Keys.GroupBy(key => SectionOf(key.Path)))
        {
            AppendSection(text, section.Key, section.Key.Length == 0 ? "Keys of a test" : $"The block ``{section.Key}`` of a test", section);
        }

        return text.ToString();
    }

    private static string SectionOf(string path) => path.Contains('.', StringComparison.Ordinal) ? path[..path.IndexOf('.', StringComparison.Ordinal)] : "";

    private static void AppendSection(StringBuilder text, string section, string title, IEnumerable<SettingKey> keys)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n{new string('~', title.Length)}\n\n");
        text.Append(".. csv-table::\n   :header: \"key\", \"takes\", \"default\", \"meaning\"\n   :widths: 20, 25, 15, 40\n\n");
        foreach (SettingKey key in keys)
        {
            string name = section.Length == 0 ? key.Path : key.Path[(section.Length + 1)..];
            string takes = key.Word is null ? key.Type.Expectation : $"{key.Type.Expectation}, or '{key.Word}'";
            string remark = key.Status switch
            {
                SettingStatus.NotYet => " *This version checks the key, but does not act on it.*",
                SettingStatus.Never => $" *Without effect: {Escaped(key.Because ?? "accepted so that files for another compiler load")}.*",
                _ => "",
            };
            text.Append(
                CultureInfo.InvariantCulture,
                $"   \"``{name}``\", \"{Cell(takes)}\", \"{Cell(key.DefaultText)}\", \"{Cell(key.Doc)}{remark.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        }
    }

    private static string Cell(string text) => Escaped(text).Replace("\"", "\"\"", StringComparison.Ordinal);

    // What reStructuredText would take for markup.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            bool endsWord = i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]);
            escaped.Append(text[i] is '\\' or '*' or '`' or '|' || (text[i] == '_' && endsWord) ? "\\" : "").Append(text[i]);
        }

        return escaped.ToString();
    }
}
