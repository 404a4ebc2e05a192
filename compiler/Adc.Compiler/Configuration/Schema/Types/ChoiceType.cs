using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>One of a few names, in any case. The first name of a value is the one that is printed.</summary>
internal sealed class ChoiceType<T>(params Choice<T>[] rows) : SettingType<T>
{
    public override string Expectation => rows.Length == 1 ? $"'{rows[0].Name}'" : $"one of {Wording.AnyOf(Choices)}";

    public override SettingForm Form => SettingForm.Choice;

    public override IReadOnlyList<string> Choices => [.. rows.Select(row => row.Name)];

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not YamlScalar scalar)
        {
            context.WrongType(node, this);
            return false;
        }

        foreach (Choice<T> row in rows)
        {
            if (row.Name.Equals(scalar.Text, StringComparison.OrdinalIgnoreCase))
            {
                value = row.Value;
                return true;
            }
        }

        context.UnknownChoice(scalar, this);
        return false;
    }

    internal override string Format(T value) => rows.First(row => EqualityComparer<T>.Default.Equals(row.Value, value)).Name;
}
