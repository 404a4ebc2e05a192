using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A map with free keys and values of one type, in file order.</summary>
internal sealed class MapType<T>(SettingType<T> item, string expectation, bool hasIntegerKeys = false)
    : SettingType<Sequence<NamedValue<T>>>
{
    public override string Expectation => expectation;

    public override SettingForm Form => SettingForm.Map;

    public override SettingType Item => item;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out Sequence<NamedValue<T>> value)
    {
        if (node is not YamlMap map || (hasIntegerKeys && !map.Entries.All(entry => IntegerText.TryParse(entry.Key, out _))))
        {
            context.WrongType(node, this);
            value = null;
            return false;
        }

        List<NamedValue<T>> values = [];
        foreach (YamlEntry entry in map.Entries)
        {
            if (item.TryRead(entry.Value, context with { Key = $"{context.Key}.{entry.Key}" }, out T? read))
            {
                values.Add(new(entry.Key, read));
            }
        }

        value = values.ToSequence();
        return values.Count == map.Entries.Count;
    }

    internal override string Format(Sequence<NamedValue<T>> value)
    {
        IEnumerable<string> entries = value.Select(entry => $"{YamlText.Quote(entry.Name)}: {item.Format(entry.Value)}");
        return value.Count == 0 ? "{}" : $"{{ {string.Join(", ", entries)} }}";
    }
}
