using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>"all", or row numbers and inclusive ranges. Ranges are not expanded: nobody knows the number of rows yet.</summary>
internal sealed class RowSelectionType : SettingType<RowSelection>
{
    public static RowSelectionType Instance { get; } = new();

    public override string Expectation => "'all' or a list of row numbers and ranges such as [0-10, 12]";

    public override SettingForm Form => SettingForm.Notation;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out RowSelection value)
    {
        Sequence<YamlNode> items = node is YamlList list ? list.Items : [node];
        if (items is [YamlScalar { Text: var only }] && only.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            value = RowSelection.All;
            return true;
        }

        List<RowRange> ranges = [];
        foreach (YamlNode item in items)
        {
            if (item is YamlScalar scalar && Parse(scalar) is RowRange range)
            {
                ranges.Add(range);
            }
            else
            {
                context.Bag.Report(Catalogue.RowSyntax, item.Origin, context.Key, (item as YamlScalar)?.Text ?? ReadContext.Describe(item));
            }
        }

        if (items.Count == 0)
        {
            context.Bag.Report(Catalogue.RowSyntax, node.Origin, context.Key, "an empty list");
        }

        value = new RowSelection(ranges.ToSequence());
        return ranges.Count > 0 && ranges.Count == items.Count;
    }

    internal override string Format(RowSelection value) => value.ToString();

    private static RowRange? Parse(YamlScalar scalar)
    {
        int dash = scalar.Text.IndexOf('-', StringComparison.Ordinal);
        ReadOnlySpan<char> first = dash < 0 ? scalar.Text : scalar.Text.AsSpan(0, dash);
        ReadOnlySpan<char> last = dash < 0 ? first : scalar.Text.AsSpan(dash + 1);
        return IntegerText.TryParse(first, out long from) && IntegerText.TryParse(last, out long to)
            && from >= 0 && to >= from && to < int.MaxValue
            ? new RowRange((int)from, (int)to, dash >= 0, scalar.Origin)
            : null;
    }
}
