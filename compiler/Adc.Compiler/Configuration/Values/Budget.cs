using System.Globalization;
using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration;

/// <summary>A number of bytes, or a share of a memory.</summary>
public readonly record struct Budget
{
    private readonly long bytes;
    private readonly decimal? percent;

    private Budget(long bytes, decimal? percent)
    {
        this.bytes = bytes;
        this.percent = percent;
    }

    public static Budget OfBytes(long bytes) => new(bytes, null);

    public static Budget OfPercent(decimal percent) => new(0, percent);

    /// <summary>The bytes of it, rounded down, in a memory of this size.</summary>
    public long InBytes(long memoryInBytes) => percent is decimal share ? (long)(memoryInBytes * share / 100) : bytes;

    public override string ToString() =>
        percent is decimal share ? share.ToString(CultureInfo.InvariantCulture) + "%" : SizeType.FormatSize(bytes);
}
