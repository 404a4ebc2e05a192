using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>Any text on one line, whatever it looks like.</summary>
internal sealed class TextType(string expectation = "text") : SettingType<string>
{
    public static TextType Instance { get; } = new();

    public override string Expectation => expectation;

    public override SettingForm Form => SettingForm.Text;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out string value)
    {
        value = (node as YamlScalar)?.Text.TrimEnd('\n');
        if (value is null || value.Contains('\n', StringComparison.Ordinal))
        {
            context.WrongType(node, this);
            return false;
        }

        return true;
    }

    internal override string Format(string value) => YamlText.Quote(value);
}
