using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema.Types;

internal sealed class EnergyModelType : SettingType<EnergyModel>
{
    private static readonly PathType File = new("a path to a file of current figures, 'builtin' or 'none'");

    public override string Expectation => File.Expectation;

    public override SettingForm Form => SettingForm.Path;

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out EnergyModel value)
    {
        value = (node as YamlScalar)?.Text.ToLowerInvariant() switch
        {
            "builtin" => EnergyModel.BuiltIn,
            "none" => EnergyModel.None,
            _ => File.TryRead(node, context, out FilePath? path) ? new EnergyModel(path.Written, path) : null,
        };
        return value is not null;
    }

    internal override string Format(EnergyModel value) => YamlText.Quote(value.Name);
}
