using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration;

/// <summary>One test of the file: one model to compile.</summary>
/// <param name="Name">Name of the test and of its output folder.</param>
public sealed record ModelConfig(string Name, SettingTable Settings)
{
    private const string NamelessStem = "model";

    /// <summary>Where the test's name stands.</summary>
    public Origin Origin => Settings.Owner;

    /// <summary>Prefix of files; C symbols take it in lower case.</summary>
    public Setting<string> ModelName =>
        Settings.Find(DataKeys.ModelName) ?? new Setting<string>(NameOfFile(), Settings.Owner, IsDefault: true);

    public DataConfig Data => new(Settings);

    public VariantConfig Variants => new(Settings);

    public FeatureConfig Features => new(Settings);

    public TaskConfig Task => new(Settings);

    public AnomalyConfig Anomaly => new(Settings);

    public TargetConfig Target => new(Settings);

    public MvpConfig Mvp => new(Settings);

    public MemoryConfig Memory => new(Settings);

    public GraphConfig Graph => new(Settings);

    public QuantizationConfig Quantization => new(Settings);

    public ReferenceConfig Reference => new(Settings);

    public CompareConfig Compare => new(Settings);

    public CodegenConfig Codegen => new(Settings);

    public FirmwareConfig Firmware => new(Settings);

    public ReportConfig Reports => new(Settings);

    public EstimateConfig Estimate => new(Settings);

    private string NameOfFile()
    {
        Setting<FilePath>? file = Data.TfliteModel ?? Data.FloatModel;
        string stem = Path.GetFileNameWithoutExtension(file?.Value.Written ?? NamelessStem);
        string name = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            name = NamelessStem + name;
        }

        return name.Length <= Schema.Types.NameType.Longest ? name : name[..Schema.Types.NameType.Longest];
    }
}
