using System.Globalization;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A size, or a share of the part's memory in percent.</summary>
internal sealed class BudgetType : SettingType<Budget>
{
    public override string Expectation => "a size such as 16KiB, or a percentage above 0% up to 100%";

    public override SettingForm Form => SettingForm.Quantity;

    internal override bool TryRead(YamlNode node, ReadContext context, out Budget value)
    {
        value = default;
        if (node is not YamlScalar scalar)
        {
            context.WrongType(node, this);
            return false;
        }

        if (scalar.Text.EndsWith('%')
            && decimal.TryParse(scalar.Text.AsSpan()[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out decimal percent))
        {
            value = Budget.OfPercent(percent);
            return InRange(percent is > 0 and <= 100, scalar, context);
        }

        if (SizeType.TryParse(scalar.Text, out long bytes))
        {
            value = Budget.OfBytes(bytes);
            return InRange(bytes is >= 0 and <= SizeType.Most, scalar, context);
        }

        context.WrongType(node, this);
        return false;
    }

    internal override string Format(Budget value) => value.ToString();

    private bool InRange(bool isInRange, YamlScalar scalar, ReadContext context)
    {
        if (!isInRange)
        {
            context.OutOfRange(scalar, this);
        }

        return isInRange;
    }
}
