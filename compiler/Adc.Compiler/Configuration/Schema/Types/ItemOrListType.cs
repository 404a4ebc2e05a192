using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>One item or a list of them: each item of a list is a variant to compile. Repeated items count once.</summary>
internal sealed class ItemOrListType<T>(SettingType<T> item) : SettingType<Sequence<T>>
{
    public override string Expectation => $"{item.Expectation}, or a list of these";

    public override SettingForm Form => SettingForm.ItemOrList;

    public override IReadOnlyList<string> Choices => item.Choices;

    public override SettingType Item => item;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out Sequence<T> value)
    {
        if (node is not YamlList list)
        {
            bool isRead = item.TryRead(node, context, out T? single);
            value = isRead ? [single!] : null;
            return isRead;
        }

        if (list.Items.Count == 0)
        {
            context.WrongType(node, this);
            value = null;
            return false;
        }

        if (!ListType<T>.TryReadItems(item, list, context, out value))
        {
            return false;
        }

        value = value.Distinct().ToSequence();
        return true;
    }

    internal override string Format(Sequence<T> value) =>
        value.Count == 1 ? item.Format(value[0]) : ListType<T>.FormatItems(item, value);
}
