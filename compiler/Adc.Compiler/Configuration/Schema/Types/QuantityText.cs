using System.Globalization;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>Numbers with a unit, such as 1.5MiB.</summary>
internal static class QuantityText
{
    /// <summary>What stands behind a number, and what it multiplies the number by.</summary>
    public sealed record Unit(string Name, long Multiplier);

    /// <summary>Reads an integer, or a number with one of the units.</summary>
    /// <returns>False when the text is no number, has an unknown unit, or is a fraction of the base unit.</returns>
    public static bool TryParse(string text, IReadOnlyList<Unit> units, StringComparison comparison, out long value)
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
        foreach (Unit candidate in units)
        {
            if (unit.Equals(candidate.Name, comparison))
            {
                return TryMultiply(trimmed[..end], candidate.Multiplier, out value);
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
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(number, Style, CultureInfo.InvariantCulture, out decimal parsed) || Math.Abs(parsed) > 1e15m)
        {
            return false;
        }

        decimal product = parsed * multiplier;
        value = (long)Math.Clamp(product, long.MinValue, long.MaxValue);
        return decimal.IsInteger(product);
    }
}
