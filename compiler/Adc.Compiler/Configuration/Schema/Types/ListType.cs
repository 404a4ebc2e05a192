using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A list of items of one type.</summary>
internal sealed class ListType<T>(SettingType<T> item, string itemsName) : SettingType<Sequence<T>>
{
    public override string Expectation => $"a list of {itemsName}, such as [a, b]";

    public override SettingForm Form => SettingForm.List;

    public override IReadOnlyList<string> Choices => item.Choices;

    public override SettingType Item => item;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out Sequence<T> value)
    {
        if (node is not YamlList list)
        {
            context.WrongType(node, this);
            value = null;
            return false;
        }

        return TryReadItems(item, list, context, out value);
    }

    internal override string Format(Sequence<T> value) => FormatItems(item, value);

    /// <summary>Reads all items, so that each wrong one is reported.</summary>
    internal static bool TryReadItems(
        SettingType<T> item, YamlList list, ReadContext context, [MaybeNullWhen(false)] out Sequence<T> value)
    {
        List<T> items = [];
        foreach (YamlNode node in list.Items)
        {
            if (item.TryRead(node, context, out T? read))
            {
                items.Add(read);
            }
        }

        value = items.ToSequence();
        return items.Count == list.Items.Count;
    }

    internal static string FormatItems(SettingType<T> item, Sequence<T> value) => $"[{string.Join(", ", value.Select(item.Format))}]";
}
