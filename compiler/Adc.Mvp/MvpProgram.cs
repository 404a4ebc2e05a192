namespace Adc.Mvp;

/// <summary>One program: up to eight instructions over five arrays, eight loops and eight registers.</summary>
/// <param name="Presets">Eight register contents at the start; null where the program does not care.</param>
/// <param name="Arrays">Five.</param>
/// <param name="Loops">Eight.</param>
/// <param name="Instructions">One to eight; the last one ends the program once no loop jumps back from it.</param>
public sealed record MvpProgram(
    MvpList<MvpComplex?> Presets, MvpList<MvpArray> Arrays, MvpList<MvpLoop> Loops, MvpList<MvpInstruction> Instructions)
{
    /// <summary>Registers whose content at the start matters: read before anything is written to them. One bit each.</summary>
    /// <remarks>
    /// Loops only jump backwards, so the first time through, instructions run in their order: a scan in that order is exact.
    /// </remarks>
    public int LiveRegisters
    {
        get
        {
            int written = 0;
            int live = 0;
            foreach (MvpInstruction instruction in Instructions)
            {
                written |= LoadMask(instruction);
                live |= instruction.Operation.ReadMask & ~written;
                written |= ResultMask(instruction);
                live |= (instruction.Store is { } store ? 1 << store.Register.Index : 0) & ~written;
            }

            return live;
        }
    }

    /// <summary>Registers whose content after the program may differ from the one before. One bit each.</summary>
    public int WrittenRegisters =>
        Instructions.Aggregate(0, (mask, instruction) => mask | LoadMask(instruction) | ResultMask(instruction));

    private static int LoadMask(MvpInstruction instruction) =>
        (instruction.Load0 is { } load0 ? 1 << load0.Register.Index : 0)
        | (instruction.Load1 is { } load1 ? 1 << load1.Register.Index : 0);

    private static int ResultMask(MvpInstruction instruction) =>
        instruction.Operation.Opcode.WritesZ() ? 1 << instruction.Operation.Z.Index : 0;
}
