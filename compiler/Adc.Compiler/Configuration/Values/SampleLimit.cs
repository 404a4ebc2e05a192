using System.Globalization;

namespace Adc.Compiler.Configuration;

/// <summary>How many calibration rows are used.</summary>
/// <param name="Count">Null for all.</param>
public sealed record SampleLimit(int? Count)
{
    /// <summary>Fewer rows than this say nothing about ranges.</summary>
    public const int Fewest = 10;

    public static SampleLimit All { get; } = new((int?)null);

    public override string ToString() => Count?.ToString(CultureInfo.InvariantCulture) ?? "all";
}
