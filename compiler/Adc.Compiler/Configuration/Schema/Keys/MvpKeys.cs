using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>How layers become programs of the matrix vector processor.</summary>
public static class MvpKeys
{
    private static readonly ChoiceType<AutoOrOff> AutoOrOffChoice = new(new("auto", AutoOrOff.Auto), new("off", AutoOrOff.Off));

    private static readonly ListType<LayerSelector> Layers = new(new LayerSelectorType(), "layer indices and operator names");

    public static readonly SettingKey<Tiling> Tiling = new(
        "mvp.tiling",
        new ChoiceType<Tiling>(
            new("auto", Configuration.Tiling.Auto), new("never", Configuration.Tiling.Never), new("always", Configuration.Tiling.Always)),
        Configuration.Tiling.Auto,
        "Whether layers are computed piece by piece: where memory or the accelerator's limits ask for it, never, or always.");

    public static readonly SettingKey<AutoOrOff> Parallel = new(
        "mvp.parallel", AutoOrOffChoice, AutoOrOff.Auto,
        "Whether two int8 values travel in one element; without that, layers that have no other program stay on the core.");

    public static readonly SettingKey<LoopOrder> LoopOrder = new(
        "mvp.loop_order",
        new ChoiceType<LoopOrder>(
            new("auto", Configuration.LoopOrder.Auto),
            new("input_inner", Configuration.LoopOrder.InputInner),
            new("input_outer", Configuration.LoopOrder.InputOuter)),
        Configuration.LoopOrder.Auto,
        "Hint for the order of loops: inputs innermost, or outputs inside a loop over inputs; the other order serves where the wanted one does not.");

    public static readonly SettingKey<bool> Fuse = new(
        "mvp.fuse", BooleanType.Instance, true,
        "Whether an activation that is a layer of its own joins the layer in front; requantization always belongs to its layer.");

    public static readonly SettingKey<ProgramCompression> ProgramCompression = new(
        "mvp.program_compression",
        new ChoiceType<ProgramCompression>(
            new("none", Configuration.ProgramCompression.None),
            new("dedupe", Configuration.ProgramCompression.Dedupe),
            new("delta", Configuration.ProgramCompression.Delta)),
        Configuration.ProgramCompression.Delta,
        "How register writes of programs are stored: whole programs, equal ones once, or what differs from the program before.");

    public static readonly SettingKey<ProgramPlacement> ProgramPlacement = new(
        "mvp.program_placement",
        new ChoiceType<ProgramPlacement>(
            new("flash", Configuration.ProgramPlacement.Flash), new("ram", Configuration.ProgramPlacement.Ram)),
        Configuration.ProgramPlacement.Flash,
        "Where the words of programs live.");

    public static readonly SettingKey<Accumulation> Accumulate = new(
        "mvp.accumulate",
        new ChoiceType<Accumulation>(
            new("fp16", Accumulation.Fp16), new("fp16_split", Accumulation.Fp16Split), new("cpu_int32", Accumulation.CpuInt32)),
        Accumulation.Fp16,
        "Whether sums are formed in half precision, in blocks of at most 64 products, or exactly on the core.");

    public static readonly SettingKey<Sequence<LayerSelector>> ForceCpu = new(
        "mvp.force_cpu", Layers, [],
        "Layers that stay on the core.");

    public static readonly SettingKey<Sequence<LayerSelector>> ForceMvp = new(
        "mvp.force_mvp", Layers, [],
        "Layers that must run on the accelerator: it is an error when one cannot.");

    public static readonly SettingKey<Fallback> Fallback = new(
        "mvp.fallback",
        new ChoiceType<Fallback>(
            new("allow", Configuration.Fallback.Allow),
            new("warn", Configuration.Fallback.Warn),
            new("error", Configuration.Fallback.Error)),
        Configuration.Fallback.Warn,
        "What is said of a layer that has programs, but none that computes it well enough.");

    public static readonly SettingKey<AutoOrOff> Centre = new(
        "mvp.centre", AutoOrOffChoice, AutoOrOff.Auto,
        "Whether a centre is subtracted per input where calibration rows show that the error shrinks.");

    public static readonly SettingKey<AutoOrOff> U8Storage = new(
        "mvp.u8_storage", AutoOrOffChoice, AutoOrOff.Auto,
        "Whether activations with a very low zero point are held as unsigned bytes between layers of the accelerator.");

    public static readonly SettingKey<AutoOrOff> Winograd = new(
        "mvp.winograd", AutoOrOffChoice, AutoOrOff.Auto,
        "Whether 3x3 convolutions of stride 1 use the Winograd form where the scratch memory suffices.");

    public static readonly SettingKey<RamPorts> RamPorts = new(
        "mvp.ram_ports",
        new ChoiceType<RamPorts>(new("separate", Configuration.RamPorts.Separate), new("shared", Configuration.RamPorts.Shared)),
        Configuration.RamPorts.Separate,
        "Shared counts a cycle where both load streams need a new word of RAM, and takes the program forms that avoid it.");

    public static readonly OptionalKey<FilePath> Timing = new(
        "mvp.timing", new PathType("a path to a file of adc calibrate"), "built in",
        "Constants of the cycle models, as 'adc calibrate' has fitted them to a board; mvp.ram_ports counts before those of the file.");

    public static readonly SettingKey<MacRounding> MacRounding = new(
        "mvp.mac_rounding",
        new ChoiceType<MacRounding>(new("fused", Configuration.MacRounding.Fused), new("twice", Configuration.MacRounding.Twice)),
        Configuration.MacRounding.Fused,
        "How the simulated accelerator rounds a multiply-accumulate.");

    public static readonly SettingKey<StoreTies> StoreTies = new(
        "mvp.store_ties",
        new ChoiceType<StoreTies>(new("even", Configuration.StoreTies.Even), new("away", Configuration.StoreTies.Away)),
        Configuration.StoreTies.Even,
        "How the simulated accelerator rounds ties when it stores int8.");

    public static readonly SettingKey<WaitMode> Power = new(
        "mvp.power",
        new ChoiceType<WaitMode>(new("em1_wait", WaitMode.Em1Wait), new("busy_poll", WaitMode.BusyPoll)),
        WaitMode.Em1Wait,
        "What the core does while a program runs: sleep in EM1, or poll.");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Tiling, Parallel, LoopOrder, Fuse, ProgramCompression, ProgramPlacement, Accumulate, ForceCpu, ForceMvp, Fallback, Centre,
        U8Storage, Winograd, RamPorts, Timing, MacRounding, StoreTies, Power,
    ];
}
