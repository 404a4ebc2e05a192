using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>An ordering number of the table of parts.</summary>
internal sealed class PartType : SettingType<Part>
{
    public override string Expectation => "an ordering number such as EFR32MG24B310F1536IM48";

    public override SettingForm Form => SettingForm.Choice;

    public override IReadOnlyList<string> Choices => [.. Parts.All.Select(part => part.Opn)];

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out Part value)
    {
        value = null;
        if (node is not YamlScalar scalar)
        {
            context.WrongType(node, this);
            return false;
        }

        value = Parts.Find(scalar.Text);
        if (value is null)
        {
            IReadOnlyList<string> near = NearestNames.Among(Choices, scalar.Text);
            context.Bag.Report(
                Catalogue.UnknownPart,
                node.Origin,
                scalar.Text,
                new Wording(near.Count > 0 ? $"did you mean {Wording.AnyOf(near)}?" : $"it must be {Expectation}"));
        }

        return value is not null;
    }

    internal override string Format(Part value) => value.Opn;
}
