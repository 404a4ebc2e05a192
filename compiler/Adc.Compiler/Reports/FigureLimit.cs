using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Adc.Compiler.Reports;

/// <summary>How far a figure may move from one report to the next.</summary>
/// <param name="Name">Path of the figure: "memory.flash_bytes".</param>
/// <param name="Growth">Largest growth, or null for any.</param>
/// <param name="Fall">Largest fall, or null for any.</param>
/// <param name="IsRelative">Both are shares of the former value.</param>
public sealed record FigureLimit(string Name, double? Growth, double? Fall, bool IsRelative)
{
    private const double PercentsInWhole = 100;

    /// <summary>Reads <c>NAME=5%</c> (either way), <c>NAME=+100</c> (growth) or <c>NAME=-0.01</c> (fall).</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FigureLimit? limit)
    {
        limit = null;
        int equals = text.LastIndexOf('=');
        if (equals <= 0)
        {
            return false;
        }

        string amount = text[(equals + 1)..].Trim();
        char sign = amount.Length > 0 && amount[0] is '+' or '-' ? amount[0] : ' ';
        bool isRelative = amount.EndsWith('%');
        if (!double.TryParse(amount.TrimStart('+', '-').TrimEnd('%'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value))
        {
            return false;
        }

        value = isRelative ? value / PercentsInWhole : value;
        limit = new FigureLimit(text[..equals].Trim(), sign == '-' ? null : value, sign == '+' ? null : value, isRelative);
        return true;
    }

    public bool Allows(double before, double after)
    {
        // Decimal fractions are not exact in binary.
        const double Rounding = 1e-12;
        double unit = IsRelative ? Math.Abs(before) : 1, slack = Rounding * Math.Max(1, Math.Abs(before));
        return !(after - before > (Growth * unit) + slack) && !(before - after > (Fall * unit) + slack) && double.IsFinite(after - before);
    }

    public override string ToString()
    {
        string unit = IsRelative ? "%" : "", sign = Growth is null ? "-" : Fall is null ? "+" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{(Growth ?? Fall)!.Value * (IsRelative ? PercentsInWhole : 1):0.######}{unit}");
    }
}
