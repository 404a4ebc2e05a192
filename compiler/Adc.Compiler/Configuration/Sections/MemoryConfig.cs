using Adc.Compiler.Configuration.Schema.Keys;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Configuration;

/// <summary>What the model may use of the part's memory, and how it is laid out.</summary>
public sealed record MemoryConfig(SettingTable Settings)
{
    public Setting<long> StackInBytes => Settings.Get(MemoryKeys.Stack);

    /// <summary>Axon's <c>constants_location</c> counts where <c>memory.constants</c> is not set.</summary>
    public Setting<ConstantPlacement> Constants =>
        !Settings.IsSet(MemoryKeys.Constants) && Settings.Find(BufferKeys.ConstantsLocation) is { } axon
            ? axon
            : Settings.Get(MemoryKeys.Constants);

    public Setting<string> ArenaSection => Settings.Get(MemoryKeys.ArenaSection);

    public Setting<string> ConstSection => Settings.Get(MemoryKeys.ConstSection);

    public Setting<int> AlignmentInBytes => Settings.Get(MemoryKeys.Alignment);

    public Setting<Planner> Planner => Settings.Get(MemoryKeys.Planner);

    public Setting<bool> AllowInPlace => Settings.Get(MemoryKeys.AllowInPlace);

    public Setting<bool> IoInArena => Settings.Get(MemoryKeys.IoInArena);

    public Setting<ExceedPolicy> OnExceed => Settings.Get(MemoryKeys.OnExceed);

    /// <summary>Largest activation arena, or null for no limit of its own.</summary>
    public Setting<long>? ArenaBudgetInBytes => Settings.Find(BufferKeys.InterlayerBufferSize);

    /// <summary>Most scratch memory of the accelerator, or null for no limit of its own.</summary>
    public Setting<long>? ScratchBudgetInBytes => Settings.Find(BufferKeys.PsumBufferSize);

    /// <summary>Flash for model and code; never more than the part has.</summary>
    public Setting<long> FlashBudgetInBytes(Part part) =>
        Settings.Find(MemoryKeys.FlashBudget)?.Select(budget => Math.Min(part.FlashInBytes, budget.InBytes(part.FlashInBytes)))
        ?? Settings.Get(MemoryKeys.ReserveFlash).Select(reserve => Math.Max(0, part.FlashInBytes - reserve));

    /// <summary>RAM for arena, scratch, input, output and constants together; never more than the part has.</summary>
    public Setting<long> RamBudgetInBytes(Part part) =>
        Settings.Find(MemoryKeys.RamBudget)?.Select(budget => Math.Min(part.RamInBytes, budget.InBytes(part.RamInBytes)))
        ?? Settings.Get(MemoryKeys.ReserveRam).Select(reserve => Math.Max(0, part.RamInBytes - reserve));
}
