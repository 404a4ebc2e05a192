using System.Globalization;

namespace Adc.Compiler.Reports;

/// <summary>Numbers as people read them: thousands separated, units behind a space, kB of 1,000 bytes.</summary>
internal static class Readable
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 layer", "1,920 layers".</summary>
    /// <param name="one">The noun, whose plural ends with an s.</param>
    public static string Several(long count, string one) => $"{Count(count)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>Three digits that count: "0.0143", "4.29", "1,204".</summary>
    public static string Significant(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12);
        return value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>"1,920 B" below 10,000 bytes, "272.5 kB" above.</summary>
    public static string Bytes(long bytes) => bytes < 10_000
        ? $"{Count(bytes)} B"
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000.0:N1} kB");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>A duration in the unit that leaves one to three digits in front of the point.</summary>
    public static string Seconds(double seconds) => seconds switch
    {
        >= 1 => $"{Significant(seconds)} s",
        >= 1e-3 => $"{Significant(seconds * 1e3)} ms",
        _ => $"{Significant(seconds * 1e6)} µs",
    };

    public static string Joules(double joules) => joules < 1e-3 ? $"{Significant(joules * 1e6)} µJ" : $"{Significant(joules * 1e3)} mJ";

    /// <summary>A ratio or score with five decimals, as in the other tables.</summary>
    public static string Share(double value) => value.ToString("0.00000", CultureInfo.InvariantCulture);

    public static string Digits(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
