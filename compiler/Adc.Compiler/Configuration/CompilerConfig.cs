using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>A whole configuration file, checked.</summary>
/// <param name="FileName">As the user named it.</param>
/// <param name="Settings">Those of the block <c>adc</c>.</param>
/// <param name="IsStrict">Whether unknown keys were errors.</param>
/// <param name="Models">One per test, in file order, without those that were not asked for.</param>
public sealed record CompilerConfig(string FileName, SettingTable Settings, bool IsStrict, Sequence<ModelConfig> Models)
{
    /// <summary>SHA-256 of the file in hexadecimal; null for text that came from no file.</summary>
    public string? Hash { get; init; }

    public Setting<string> Schema => Settings.Get(FileKeys.Schema);

    /// <summary>Folder for the results; a default lies beside the YAML file.</summary>
    public Setting<FilePath> OutputDir =>
        Settings.Get(FileKeys.OutputDir) is { IsDefault: false } given
            ? given
            : Settings.Get(FileKeys.OutputDir).Select(path => FilePath.In(Path.GetDirectoryName(FileName) ?? "", path.Written));

    /// <summary>The name of a firmware of all models, in lower case as that of a model; null where each has its own alone.</summary>
    public Setting<string>? Together => Settings.Find(FileKeys.Together)?.Select(name => name.ToLowerInvariant());

    public Setting<int> Seed => Settings.Get(FileKeys.Seed);
}
