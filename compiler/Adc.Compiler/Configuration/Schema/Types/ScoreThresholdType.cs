using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

internal sealed class ScoreThresholdType : SettingType<ScoreThreshold>
{
    private const string RatePrefix = "fpr:", PercentilePrefix = "percentile:";

    public override string Expectation => 
        "a number, auto_accuracy, auto_f1, 'fpr:X' with a rate X above 0 and below 1, 'percentile:X' of the normal scores with X from 0 to 100, or none";

    public override SettingForm Form => SettingForm.Notation;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out ScoreThreshold value)
    {
        value = null;
        if (node is not YamlScalar scalar)
        {
            context.WrongType(node, this);
            return false;
        }

        value = scalar.Text.ToLowerInvariant() switch
        {
            "none" => new ScoreThreshold(ThresholdRule.None),
            "auto_accuracy" => new ScoreThreshold(ThresholdRule.BestAccuracy),
            "auto_f1" => new ScoreThreshold(ThresholdRule.BestF1),
            _ when scalar.Text.StartsWith(RatePrefix, StringComparison.OrdinalIgnoreCase) => Rate(scalar),
            _ when scalar.Text.StartsWith(PercentilePrefix, StringComparison.OrdinalIgnoreCase) => Percentile(scalar),
            _ => Fixed(scalar),
        };
        if (value is null)
        {
            context.OutOfRange(scalar, this);
        }

        return value is not null;
    }

    internal override string Format(ScoreThreshold value) => YamlText.Quote(value.ToString());

    private static ScoreThreshold? Rate(YamlScalar scalar) =>
        Number(scalar.Text[RatePrefix.Length..]) is double rate and > 0 and < 1
            ? new ScoreThreshold(ThresholdRule.FalsePositiveRate, rate)
            : null;

    private static ScoreThreshold? Percentile(YamlScalar scalar) =>
        Number(scalar.Text[PercentilePrefix.Length..]) is double percent and >= 0 and <= 100
            ? new ScoreThreshold(ThresholdRule.NormalPercentile, percent)
            : null;

    private static ScoreThreshold? Fixed(YamlScalar scalar) =>
        Number(scalar.Text) is double number ? new ScoreThreshold(ThresholdRule.Fixed, number) : null;

    private static double? Number(string text) =>
        NumberType.TryParse(text, out double number) && double.IsFinite(number) ? number : null;
}
