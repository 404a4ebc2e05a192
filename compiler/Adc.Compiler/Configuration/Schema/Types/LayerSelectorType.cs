using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

internal sealed class LayerSelectorType : SettingType<LayerSelector>
{
    public override string Expectation => "the index of a layer (from 0) or the name of an operator such as FULLY_CONNECTED";

    public override SettingForm Form => SettingForm.Notation;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out LayerSelector value)
    {
        value = null;
        if (node is not YamlScalar { IsEmpty: false } scalar)
        {
            context.WrongType(node, this);
            return false;
        }

        if (!IntegerText.TryParse(scalar.Text, out long index))
        {
            value = LayerSelector.Of(scalar.Text);
            return true;
        }

        if (index is < 0 or > int.MaxValue)
        {
            context.OutOfRange(scalar, this);
            return false;
        }

        value = LayerSelector.Of((int)index);
        return true;
    }

    internal override string Format(LayerSelector value) => YamlText.Quote(value.ToString());
}
