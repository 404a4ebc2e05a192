using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>What the model may use of the part's memory, and how it is laid out.</summary>
public static class MemoryKeys
{
    public static readonly OptionalKey<Budget> FlashBudget = new(
        "memory.flash_budget", new BudgetType(), "flash of the part minus memory.reserve_flash",
        "Flash for model and code.");

    public static readonly OptionalKey<Budget> RamBudget = new(
        "memory.ram_budget", new BudgetType(), "RAM of the part minus memory.reserve_ram",
        "RAM for arena, scratch, input, output and constants together.");

    public static readonly SettingKey<long> ReserveFlash = new(
        "memory.reserve_flash", SizeType.Instance, 64 * 1024,
        "Flash that the application keeps.");

    public static readonly SettingKey<long> ReserveRam = new(
        "memory.reserve_ram", SizeType.Instance, 32 * 1024,
        "RAM that the application keeps.");

    public static readonly SettingKey<long> Stack = new(
        "memory.stack", new SizeType(least: 256), 8 * 1024,
        "Stack of the firmware.");

    public static readonly SettingKey<ConstantPlacement> Constants = new(
        "memory.constants",
        new ChoiceType<ConstantPlacement>(
            new("auto", ConstantPlacement.Auto), new("flash", ConstantPlacement.Flash), new("ram", ConstantPlacement.Ram)),
        ConstantPlacement.Auto,
        "Whether weights are copied to RAM: those that save most cycles, none, or all.");

    public static readonly SettingKey<string> ArenaSection = new(
        "memory.arena_section", NameType.Section, ".bss",
        "Linker section of the arena.");

    public static readonly SettingKey<string> ConstSection = new(
        "memory.const_section", NameType.Section, ".rodata",
        "Linker section of the weights.");

    public static readonly SettingKey<int> Alignment = new(
        "memory.alignment", new ChoiceType<int>(new("4", 4), new("8", 8), new("16", 16), new("32", 32)), 16,
        "Alignment of tensors in bytes.");

    public static readonly SettingKey<Planner> Planner = new(
        "memory.planner",
        new ChoiceType<Planner>(new("exact", Configuration.Planner.Exact), new("greedy", Configuration.Planner.Greedy)),
        Configuration.Planner.Exact,
        "Whether the smallest arena is searched for, within a limit, or a good one is taken.");

    public static readonly SettingKey<bool> AllowInPlace = new(
        "memory.allow_in_place", BooleanType.Instance, true,
        "Whether layers may overwrite an input that nothing else reads.");

    public static readonly SettingKey<bool> IoInArena = new(
        "memory.io_in_arena", BooleanType.Instance, true,
        "Whether input and output lie in the arena or in arrays of their own.");

    public static readonly SettingKey<ExceedPolicy> OnExceed = new(
        "memory.on_exceed",
        new ChoiceType<ExceedPolicy>(
            new("error", ExceedPolicy.Error), new("warn", ExceedPolicy.Warn), new("estimate_only", ExceedPolicy.EstimateOnly)),
        ExceedPolicy.Error,
        "What exceeding a budget is; estimate_only writes reports and C for the host, no firmware.");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        FlashBudget, RamBudget, ReserveFlash, ReserveRam, Stack, Constants, ArenaSection, ConstSection, Alignment, Planner,
        AllowInPlace, IoInArena, OnExceed,
    ];
}
