using System.Globalization;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>Numbers with a unit, such as 1.5MiB.</summary>
internal static class QuantityText
{
    /// <summary>Reads an integer, or a number with one of the units.</summary>
    /// <returns>False when the text is no number, has an unknown unit, or is a fraction of the base unit.</returns>
    public static bool TryParse(string text, ReadOnlySpan<(string Unit, long Multiplier)> units, StringComparison comparison, out long value)
    {
        if (IntegerText.TryParse(text, out value))
        {
            return true;
        }

        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int end = trimmed.Length;
        while (end > 0 && !char.IsAsciiDigit(trimmed[end - 1]))
        {
            end--;
        }

        ReadOnlySpan<char> unit = trimmed[end..].TrimStart();
        foreach ((string name, long multiplier) in units)
        {
            if (unit.Equals(name, comparison))
            {
                return TryMultiply(trimmed[..end], multiplier, out value);
            }
        }

        return false;
    }

    private static bool TryMultiply(ReadOnlySpan<char> number, long multiplier, out long value)
    {
        if (IntegerText.TryParse(number, out long integer))
        {
            value = Math.Abs(integer) > long.MaxValue / multiplier ? (integer < 0 ? -long.MaxValue : long.MaxValue) : integer * multiplier;
            return true;
        }

        value = 0;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal parsed)
            || Math.Abs(parsed) > 1e15m)
        {
            return false;
        }

        decimal product = parsed * multiplier;
        value = (long)Math.Clamp(product, long.MinValue, long.MaxValue);
        return decimal.IsInteger(product);
    }
}
