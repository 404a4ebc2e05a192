using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>true or false; the words of YAML 1.1 are taken with a warning.</summary>
internal sealed class BooleanType : SettingType<bool>
{
    public static BooleanType Instance { get; } = new();

    public override string Expectation => "true or false";

    public override SettingForm Form => SettingForm.Boolean;

    internal override bool TryRead(YamlNode node, ReadContext context, out bool value)
    {
        value = false;
        if (node is YamlScalar scalar)
        {
            if (scalar.Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            {
                value = scalar.Text[0] is 't' or 'T';
                return true;
            }

            if (IsOneOf(scalar.Text, "yes", "on") || IsOneOf(scalar.Text, "no", "off"))
            {
                value = IsOneOf(scalar.Text, "yes", "on");
                context.Bag.Report(Catalogue.BooleanWord, node.Origin, context.Key, scalar.Text, Format(value));
                return true;
            }
        }

        context.WrongType(node, this);
        return false;
    }

    internal override string Format(bool value) => value ? "true" : "false";

    private static bool IsOneOf(string text, string first, string second) =>
        text.Equals(first, StringComparison.OrdinalIgnoreCase) || text.Equals(second, StringComparison.OrdinalIgnoreCase);
}
