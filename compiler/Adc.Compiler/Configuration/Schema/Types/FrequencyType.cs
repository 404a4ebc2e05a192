using System.Globalization;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A frequency in hertz.</summary>
internal sealed class FrequencyType(int leastInHz, int mostInHz) : SettingType<int>
{
    private static readonly IReadOnlyList<QuantityText.Unit> Units =
        [new("Hz", 1), new("kHz", 1000), new("MHz", 1_000_000), new("GHz", 1_000_000_000)];

    public override string Expectation => $"a frequency from {Format(leastInHz)} to {Format(mostInHz)}";

    public override SettingForm Form => SettingForm.Quantity;

    public override (decimal Least, decimal Most)? Limits => (leastInHz, mostInHz);

    internal override bool TryRead(YamlNode node, ReadContext context, out int value)
    {
        value = 0;
        if (node is not YamlScalar scalar
            || !QuantityText.TryParse(scalar.Text, Units, StringComparison.OrdinalIgnoreCase, out long hertz))
        {
            context.WrongType(node, this);
            return false;
        }

        if (hertz < leastInHz || hertz > mostInHz)
        {
            context.OutOfRange(scalar, this);
            return false;
        }

        value = (int)hertz;
        return true;
    }

    internal override string Format(int value) => value switch
    {
        > 0 when value % 1_000_000 == 0 => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000}MHz"),
        > 0 when value % 1000 == 0 => string.Create(CultureInfo.InvariantCulture, $"{value / 1000}kHz"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}Hz"),
    };
}
