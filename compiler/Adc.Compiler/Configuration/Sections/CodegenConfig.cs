using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>The generated C.</summary>
public sealed record CodegenConfig(SettingTable Settings)
{
    public Setting<CLanguage> Language => Settings.Get(CodegenKeys.Language);

    public Setting<SourceLayout> Layout => Settings.Get(CodegenKeys.Layout);

    public Setting<OptimizationGoal> Optimize => Settings.Get(CodegenKeys.Optimize);

    public Setting<string>? Prefix => Settings.Find(CodegenKeys.Prefix);

    public Setting<bool> AxonNames => Settings.Get(CodegenKeys.AxonNames);

    public Setting<ArrayFormat> ArrayFormat => Settings.Get(CodegenKeys.ArrayFormat);

    public Setting<bool> LayerModels => Settings.Get(CodegenKeys.LayerModels);

    public Setting<CallStyle> Api => Settings.Get(CodegenKeys.Api);

    public Setting<ArenaOwner> Arena => Settings.Get(CodegenKeys.Arena);

    public Setting<bool> StaticAsserts => Settings.Get(CodegenKeys.StaticAsserts);

    public Setting<Sequence<NamedValue<ParameterValue>>> EmbedParameters => Settings.Get(CodegenKeys.EmbedParameters);

    public Setting<FilePath>? LicenceHeader => Settings.Find(CodegenKeys.LicenceHeader);
}
