using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>true, an integer, a number, text, or a list of one of these: the only values that are typed by their looks.</summary>
internal sealed class ParameterValueType : SettingType<ParameterValue>
{
    public override string Expectation => "true or false, a finite number, text, or a list of values of one of these kinds";

    public override SettingForm Form => SettingForm.Notation;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out ParameterValue value)
    {
        value = node switch
        {
            YamlScalar scalar => ReadScalar(scalar),
            YamlList list => ReadList(list),
            _ => null,
        };
        if (value is null)
        {
            context.WrongType(node, this);
        }

        return value is not null;
    }

    internal override string Format(ParameterValue value) => value.ToString();

    private static ParameterValue? ReadScalar(YamlScalar scalar)
    {
        if (!scalar.IsPlain)
        {
            return new ParameterValue.Text(scalar.Text);
        }

        if (scalar.IsEmpty)
        {
            return null;
        }

        if (scalar.Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            return new ParameterValue.Boolean(scalar.Text[0] is 't' or 'T');
        }

        if (IntegerText.TryParse(scalar.Text, out long integer))
        {
            return integer is long.MaxValue or -long.MaxValue ? null : new ParameterValue.Integer(integer);
        }

        if ((char.IsAsciiDigit(scalar.Text[^1]) || scalar.Text[^1] == '.')
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return double.IsFinite(number) ? new ParameterValue.Number(number) : null;
        }

        return new ParameterValue.Text(scalar.Text);
    }

    private static ParameterValue.List? ReadList(YamlList list)
    {
        List<ParameterValue> items = [];
        foreach (YamlNode node in list.Items)
        {
            ParameterValue? item = node is YamlScalar scalar ? ReadScalar(scalar) : null;
            if (item is null)
            {
                return null;
            }

            items.Add(item);
        }

        // Integers among numbers are numbers: [0, 0.5, 1].
        if (items.Exists(item => item is ParameterValue.Number))
        {
            items = [.. items.Select(item => item is ParameterValue.Integer integer ? new ParameterValue.Number(integer.Value) : item)];
        }

        return items.Select(item => item.GetType()).Distinct().Count() <= 1 ? new ParameterValue.List(items.ToSequence()) : null;
    }
}
