namespace Adc.Compiler.Reports.Svg;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten from 0 to at most <paramref name="most"/>, about four of them; whole numbers.</summary>
    public static IReadOnlyList<double> Of(double most)
    {
        double rough = Math.Max(1, most / 4), power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return [.. Enumerable.Range(0, (int)(most / step) + 1).Select(index => index * step)];
    }
}
