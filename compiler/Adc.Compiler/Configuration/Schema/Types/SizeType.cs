using System.Globalization;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A number of bytes.</summary>
internal sealed class SizeType(long least = 0) : SettingType<long>
{
    /// <summary>More than any part has; larger values are mistakes of the unit.</summary>
    public const long Most = 1L << 32;

    private static readonly IReadOnlyList<QuantityText.Unit> Units =
        [new("k", 1024), new("KiB", 1024), new("MiB", 1024 * 1024), new("kB", 1000), new("MB", 1_000_000), new("B", 1)];

    public static SizeType Instance { get; } = new();

    public override string Expectation => string.Create(
        CultureInfo.InvariantCulture,
        $"a size such as 16384, 16KiB or 16k (1,024 each) or 16kB (1,000){(least > 0 ? $", at least {least}" : "")}");

    public override SettingForm Form => SettingForm.Quantity;

    public override (decimal Least, decimal Most)? Limits => (least, Most);

    internal override bool TryRead(YamlNode node, ReadContext context, out long value)
    {
        value = 0;
        if (node is not YamlScalar scalar || !TryParse(scalar.Text, out value))
        {
            context.WrongType(node, this);
            return false;
        }

        if (value < least || value > Most)
        {
            context.OutOfRange(scalar, this);
            return false;
        }

        return true;
    }

    internal static bool TryParse(string text, out long value) => QuantityText.TryParse(text, Units, StringComparison.Ordinal, out value);

    internal override string Format(long value) => FormatSize(value);

    internal static string FormatSize(long value) => value switch
    {
        not 0 when value % (1024 * 1024) == 0 => string.Create(CultureInfo.InvariantCulture, $"{value / (1024 * 1024)}MiB"),
        not 0 when value % 1024 == 0 => string.Create(CultureInfo.InvariantCulture, $"{value / 1024}KiB"),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
