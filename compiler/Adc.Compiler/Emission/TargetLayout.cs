using Adc.Compiler.Targets;

namespace Adc.Compiler.Emission;

/// <summary>Addresses and sizes for the linker script, in bytes.</summary>
/// <param name="BoardFolder">Sources of the chip's start-up code and drivers.</param>
/// <param name="BoardName">Whose facts they use; that of <see cref="Boards.None"/> for a library alone.</param>
/// <param name="IsBehindBootloader">A bootloader stands in front, and hands the chip over in its own state.</param>
public sealed record TargetLayout(
    uint FlashOrigin, int FlashLength, uint RamOrigin, int RamLength, int StackSize, string BoardFolder, string BoardName, bool IsBehindBootloader = false)
{
    public bool HasBoard => BoardName != Boards.None.Name;
}
