using System.Globalization;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

internal sealed class IntegerType(int least, int most = int.MaxValue) : SettingType<int>
{
    public override string Expectation => string.Create(
        CultureInfo.InvariantCulture,
        $"an integer{Range}");

    public override SettingForm Form => SettingForm.Integer;

    private FormattableString Range => (least, most) switch
    {
        (int.MinValue, int.MaxValue) => $"",
        (_, int.MaxValue) => $" of at least {least}",
        _ => $" from {least} to {most}",
    };

    public override (decimal Least, decimal Most)? Limits => (least, most);

    internal override bool TryRead(YamlNode node, ReadContext context, out int value)
    {
        value = 0;
        if (node is not YamlScalar scalar || !IntegerText.TryParse(scalar.Text, out long number))
        {
            context.WrongType(node, this);
            return false;
        }

        if (number < least || number > most)
        {
            context.OutOfRange(scalar, this);
            return false;
        }

        value = (int)number;
        return true;
    }

    internal override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);
}
