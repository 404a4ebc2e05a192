using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>The board, its part and its clock.</summary>
public static class TargetKeys
{
    public static readonly SettingKey<Board> Board = new(
        "target.board",
        new ChoiceType<Board>([.. Boards.All.Append(Boards.None).Select(board => new Choice<Board>(board.Name, board))]),
        Boards.Brd2601B,
        "The board: pins, light, serial port and default part.");

    public static readonly OptionalKey<Part> Part = new(
        "target.part", new PartType(), "of the board",
        "Ordering number of the chip, which gives the sizes of flash and RAM.");

    public static readonly OptionalKey<Accelerator> Accelerator = new(
        "target.accelerator",
        new ChoiceType<Accelerator>(
            new("mvpv1", Configuration.Accelerator.MvpV1),
            new("mvp", Configuration.Accelerator.MvpV1),
            new("none", Configuration.Accelerator.None)),
        "mvpv1 where the part has it",
        "Whether layers run on the matrix vector processor or everything on the core.");

    public static readonly SettingKey<int> ClockHz = new(
        "target.clock_hz", new FrequencyType(1_000_000, 78_000_000), 78_000_000,
        "Clock of core and accelerator, for firmware and estimates.");

    public static readonly SettingKey<Rounding> Rounding = new(
        "target.rounding",
        new ChoiceType<Rounding>(new("tflm", Ir.Rounding.Tflm), new("tflite", Ir.Rounding.Tflite), new("single", Ir.Rounding.Single)),
        Ir.Rounding.Tflm,
        "Which runtime's rounding the integer path reproduces.");

    public static readonly SettingKey<CpuKernels> CpuKernels = new(
        "target.cpu_kernels",
        new ChoiceType<CpuKernels>(
            new("reference", Configuration.CpuKernels.Reference),
            new("optimised", Configuration.CpuKernels.Optimised)),
        Configuration.CpuKernels.Optimised,
        "Which C kernels run the layers of the core.");

    public static readonly SettingKey<EnergyModel> EnergyModel = new(
        "target.energy_model", new EnergyModelType(), Configuration.EnergyModel.BuiltIn,
        "Power figures for energy estimates: published ones, or a JSON file of your own; none leaves energy out.");

    public static IReadOnlyList<SettingKey> All { get; } = [Board, Part, Accelerator, ClockHz, Rounding, CpuKernels, EnergyModel];
}
