using System.Globalization;
using System.Text;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>The layers of a model file, in the columns that users of the vendor's tool kit know, and what the file says of itself.</summary>
public static class ModelSummaryText
{
    private const string Unknown = "not known for all operators";

    /// <param name="width">Columns of the terminal.</param>
    public static string Of(ModelSummary summary, int width = int.MaxValue)
    {
        var table = new TextTable(
            [new("", IsNumber: true), new("opcode", Fewest: 12), new("inputs"), new("outputs"), new("MACs", IsNumber: true), new("config", Fewest: 8)]);
        foreach (SummaryLayer layer in summary.Layers)
        {
            table.Add(
                layer.Index.ToString(CultureInfo.InvariantCulture), layer.Opcode.ToLowerInvariant(), string.Join('\n', layer.Inputs), string.Join('\n', layer.Outputs),
                layer.MultiplyAdds == 0 ? "" : TextTable.Number(layer.MultiplyAdds), layer.Configuration);
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{summary.Name}  ({summary.File})\n\n").Append(table.Print(width)).Append('\n');
        AppendLines(
            text, width,
            ("MACs", summary.MultiplyAdds is long macs ? TextTable.Number(macs) : Unknown),
            ("operations", summary.Operations is long operations ? TextTable.Number(operations) : Unknown),
            ("parameters", TextTable.Number(summary.Parameters)),
            ("file", string.Create(CultureInfo.InvariantCulture, $"{summary.SizeInBytes:N0} B, {summary.Format}")),
            ("SHA-256", summary.Sha256));
        if (summary.Properties.Count > 0)
        {
            text.Append("\n  noted in the file:\n");
            AppendLines(text, width, [.. summary.Properties.Select(property => (property.Name, property.Value))]);
        }

        return text.ToString();
    }

    private static void AppendLines(StringBuilder text, int width, params (string Label, string Value)[] lines)
    {
        int labels = lines.Max(line => line.Label.Length);
        foreach ((string label, string value) in lines)
        {
            text.Append(Wrapped.Of(value, $"  {label.PadRight(labels)}  ", Math.Min(width, Wrapped.Widest)).TrimEnd()).Append('\n');
        }
    }
}
