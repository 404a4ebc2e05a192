using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration;

/// <summary>The firmware image.</summary>
public sealed record FirmwareConfig(SettingTable Settings)
{
    public Setting<bool> Generate => Settings.Get(FirmwareKeys.Generate);

    public Setting<FirmwareApp> App => Settings.Get(FirmwareKeys.App);

    public Setting<CToolchain> Toolchain => Settings.Get(FirmwareKeys.Toolchain);

    /// <summary>Null to search the PATH.</summary>
    public Setting<string>? ToolchainPath => Settings.Find(FirmwareKeys.ToolchainPath);

    public Setting<bool> Build => Settings.Get(FirmwareKeys.Build);

    public Setting<COptimization> Optimization => Settings.Get(FirmwareKeys.Opt);

    public Setting<long> FlashOffsetInBytes => Settings.Get(FirmwareKeys.FlashOffset);

    public Setting<ResultChannel> Uart => Settings.Get(FirmwareKeys.Uart);

    public Setting<bool> Flash => Settings.Get(FirmwareKeys.Flash);

    public Setting<string>? SerialNumber => Settings.Find(FirmwareKeys.SerialNumber);

    public Setting<int> TimeoutInSeconds => Settings.Get(FirmwareKeys.TimeoutInSeconds);

    public Setting<bool> HostApp => Settings.Get(FirmwareKeys.HostApp);
}
