using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Configuration;

/// <summary>The board, its part and its clock.</summary>
public sealed record TargetConfig(SettingTable Settings)
{
    public Setting<Board> Board => Settings.Get(TargetKeys.Board);

    /// <summary>The part that was named, else that of the board.</summary>
    public Setting<Part> Part => Settings.Find(TargetKeys.Part) ?? Board.Select(board => board.Part);

    /// <summary>What was asked for, else the accelerator of the part.</summary>
    public Setting<Accelerator> Accelerator =>
        Settings.Find(TargetKeys.Accelerator)
        ?? Part.Select(part => part.HasMvp ? Configuration.Accelerator.MvpV1 : Configuration.Accelerator.None);

    public Setting<int> ClockInHz => Settings.Get(TargetKeys.ClockHz);

    public Setting<Rounding> Rounding => Settings.Get(TargetKeys.Rounding);

    public Setting<CpuKernels> CpuKernels => Settings.Get(TargetKeys.CpuKernels);

    public Setting<EnergyModel> EnergyModel => Settings.Get(TargetKeys.EnergyModel);
}
