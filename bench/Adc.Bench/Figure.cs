using System.Globalization;

namespace Adc.Bench;

/// <summary>One measured figure beside what it is held against; less is better.</summary>
/// <param name="Value">Null where it could not be measured; the remark says why.</param>
/// <param name="Limit">What it must not exceed, or null.</param>
/// <param name="Anchor">What others need, or null; it gives the scale.</param>
/// <param name="Decimals">Digits behind the point.</param>
internal sealed record Figure(
    string Name, double? Value, string Unit, double? Limit = null, double? Anchor = null, string AnchorName = "", int Decimals = 0, string Remark = "")
{
    public static string Heading(string title) => string.Create(
        CultureInfo.InvariantCulture, $"\n{title,-44} {"value",12} {"unit",-5} {"limit",12} {"of limit",9} {"anchor",12} {"of anchor",10}");

    public static Figure Missing(string name, string why) => new(name, null, "", Remark: why);

    public override string ToString()
    {
        if (Value is not double value)
        {
            return $"  {Name,-42} {"-",12}  {Remark}";
        }

        string verdict = Limit is null ? "" : value <= Limit ? "  holds" : "  MISSES";
        return $"  {Name,-42} {Number(value)} {Unit,-5} {Beside(value, Limit, 9)} {Beside(value, Anchor, 10)}{verdict}"
            + (AnchorName.Length == 0 ? "" : $"  ({AnchorName})") + (Remark.Length == 0 ? "" : $"  {Remark}");
    }

    private string Beside(double value, double? other, int width) => other is double known
        ? string.Create(CultureInfo.InvariantCulture, $"{Number(known)} {(value / known).ToString("0.00", CultureInfo.InvariantCulture).PadLeft(width)}")
        : new string(' ', 13 + width);

    private string Number(double value) => value.ToString($"N{Decimals}", CultureInfo.InvariantCulture).PadLeft(12);
}
