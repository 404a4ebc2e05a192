using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A boolean for all or none, one axis, or a list of axes.</summary>
internal sealed class VariantAxesType : SettingType<VariantAxes>
{
    private static readonly ChoiceType<VariantAxes> Axis = new(
        new("all", VariantAxes.All),
        new("softmax", VariantAxes.Softmax),
        new("op_quantization", VariantAxes.OutputQuantization),
        new("transpose_kernel", VariantAxes.TransposeKernel),
        new("conv2d_settings", VariantAxes.Conv2dSettings),
        new("normalized_scaleshifts", VariantAxes.NormalizedScaleShifts));

    public override string Expectation => $"true, false, {Axis.Expectation}, or a list of these";

    public override SettingForm Form => SettingForm.ItemOrList;

    public override IReadOnlyList<string> Choices => ["true", "false", .. Axis.Choices];

    internal override bool TryRead(YamlNode node, ReadContext context, out VariantAxes value)
    {
        value = VariantAxes.None;
        if (node is YamlList list)
        {
            bool isRead = true;
            foreach (YamlNode item in list.Items)
            {
                isRead &= Axis.TryRead(item, context, out VariantAxes axis);
                value |= axis;
            }

            return isRead;
        }

        if (node is YamlScalar scalar && scalar.Text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off")
        {
            value = BooleanType.Instance.TryRead(node, context, out bool isOn) && isOn ? VariantAxes.All : VariantAxes.None;
            return true;
        }

        return Axis.TryRead(node, context with { Alternative = ", or true or false" }, out value);
    }

    internal override string Format(VariantAxes value) => value switch
    {
        VariantAxes.None => "false",
        VariantAxes.All => "all",
        _ => $"[{string.Join(", ", Axes(value).Select(Axis.Format))}]",
    };

    private static IEnumerable<VariantAxes> Axes(VariantAxes value) =>
        Enumerable.Range(0, 5).Select(bit => (VariantAxes)(1 << bit)).Where(axis => value.HasFlag(axis));
}
