using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration;

/// <summary>How layers become programs of the matrix vector processor. Axon's keys count where the key of adc is not set.</summary>
public sealed record MvpConfig(SettingTable Settings)
{
    public Setting<Tiling> Tiling =>
        !Settings.IsSet(MvpKeys.Tiling) && Settings.Get(BufferKeys.NoStriping) is { Value: true } noStriping
            ? noStriping.Select(_ => Configuration.Tiling.Never)
            : Settings.Get(MvpKeys.Tiling);

    public Setting<AutoOrOff> Parallel => Settings.Get(MvpKeys.Parallel);

    public Setting<bool> Fuse => Settings.Get(MvpKeys.Fuse);

    public Setting<ProgramCompression> ProgramCompression => Settings.Get(MvpKeys.ProgramCompression);

    public Setting<ProgramPlacement> ProgramPlacement => Settings.Get(MvpKeys.ProgramPlacement);

    public Setting<Accumulation> Accumulate => Settings.Get(MvpKeys.Accumulate);

    public Setting<Sequence<LayerSelector>> ForceCpu => Settings.Get(MvpKeys.ForceCpu);

    public Setting<Sequence<LayerSelector>> ForceMvp => Settings.Get(MvpKeys.ForceMvp);

    public Setting<Fallback> Fallback => Settings.Get(MvpKeys.Fallback);

    public Setting<AutoOrOff> Centre => Settings.Get(MvpKeys.Centre);

    public Setting<AutoOrOff> U8Storage => Settings.Get(MvpKeys.U8Storage);

    public Setting<AutoOrOff> Winograd => Settings.Get(MvpKeys.Winograd);

    public Setting<RamPorts> RamPorts => Settings.Get(MvpKeys.RamPorts);

    /// <summary>A file of constants of the cycle models, or null for those that are built in.</summary>
    public Setting<FilePath>? Timing => Settings.Find(MvpKeys.Timing);

    public Setting<MacRounding> MacRounding => Settings.Get(MvpKeys.MacRounding);

    public Setting<StoreTies> StoreTies => Settings.Get(MvpKeys.StoreTies);

    public Setting<WaitMode> Power => Settings.Get(MvpKeys.Power);

    /// <summary>A hint. Of several values of Axon's key the first counts, as a variant has but one.</summary>
    public LoopOrder LoopOrder => Settings.IsSet(MvpKeys.LoopOrder)
        ? Settings.Get(MvpKeys.LoopOrder).Value
        : Settings.Get(VariantKeys.Conv2dSettings).Value[0] switch
        {
            Conv2dSetting.Inner => LoopOrder.InputInner,
            Conv2dSetting.Outer => LoopOrder.InputOuter,
            _ => LoopOrder.Auto,
        };
}
