using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>What the command line says about reading a configuration.</summary>
public sealed record ConfigOptions
{
    public static ConfigOptions Default { get; } = new();

    public Compatibility Compatibility { get; init; }

    /// <summary>Names of tests to keep; empty for all.</summary>
    public Sequence<string> Only { get; init; } = [];

    /// <summary>Later ones win.</summary>
    public Sequence<SettingOverride> Overrides { get; init; } = [];

    /// <summary>Folder for the results in place of <c>adc.output_dir</c>, relative to the current folder; or null.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Whether paths may leave the folder of the YAML file.</summary>
    public bool AllowOutside { get; init; }
}
