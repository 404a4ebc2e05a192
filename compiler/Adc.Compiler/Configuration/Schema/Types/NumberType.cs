using System.Globalization;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A finite number; an integer will do.</summary>
/// <param name="unit">A unit that may follow the number, such as "s", or null.</param>
/// <param name="isLeastExcluded">Whether the number must be above the lower limit.</param>
internal sealed class NumberType(double least, double most, string? unit = null, bool isLeastExcluded = false) : SettingType<double>
{
    /// <summary>Any finite number that is not negative.</summary>
    public static NumberType NotNegative { get; } = new(0, double.MaxValue);

    public static NumberType Finite { get; } = new(double.MinValue, double.MaxValue);

    public static NumberType Ratio { get; } = new(0, 1);

    public override string Expectation =>
        (unit is null ? "a number" : $"a number of {unit}") + Range.ToString(CultureInfo.InvariantCulture);

    public override SettingForm Form => unit is null ? SettingForm.Number : SettingForm.Quantity;

    public override (decimal Least, decimal Most)? Limits => most == double.MaxValue ? null : ((decimal)least, (decimal)most);

    private FormattableString Range => (least, most) switch
    {
        (double.MinValue, _) => $"",
        (_, double.MaxValue) => $"{(isLeastExcluded ? " above" : " of at least")} {least}",
        _ when isLeastExcluded => $" above {least}, at most {most}",
        _ => $" from {least} to {most}",
    };

    internal override bool TryRead(YamlNode node, ReadContext context, out double value)
    {
        value = 0;
        if (node is not YamlScalar scalar || !TryParse(WithoutUnit(scalar.Text), out value))
        {
            context.WrongType(node, this);
            return false;
        }

        if (!double.IsFinite(value) || value > most || (isLeastExcluded ? value <= least : value < least))
        {
            context.OutOfRange(scalar, this);
            return false;
        }

        return true;
    }

    internal override string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads any number, also one that is not finite.</summary>
    internal static bool TryParse(string text, out double value)
    {
        if (IntegerText.TryParse(text, out long integer))
        {
            value = integer;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private string WithoutUnit(string text) =>
        unit is not null && text.EndsWith(unit, StringComparison.Ordinal) ? text[..^unit.Length].TrimEnd() : text;
}
