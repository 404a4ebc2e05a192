using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Schema.Types;

internal sealed class SampleLimitType : SettingType<SampleLimit>
{
    private static readonly IntegerType Count = new(1);

    public override string Expectation => "a number of rows or 'all'";

    public override SettingForm Form => SettingForm.Notation;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out SampleLimit value)
    {
        value = null;
        if (node is YamlScalar scalar && scalar.Text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            value = SampleLimit.All;
            return true;
        }

        if (!Count.TryRead(node, context with { Alternative = " or 'all'" }, out int count))
        {
            return false;
        }

        if (count < SampleLimit.Fewest)
        {
            context.Bag.Report(Catalogue.TooFewCalibrationRows, node.Origin, context.Key, count, SampleLimit.Fewest);
            return false;
        }

        value = new SampleLimit(count);
        return true;
    }

    internal override string Format(SampleLimit value) => value.ToString();
}
