using Adc.Compiler.Targets;

namespace Adc.Compiler.Emission;

/// <summary>Addresses and sizes for the linker script, in bytes.</summary>
/// <param name="BoardFolder">Sources of the chip's start-up code and drivers.</param>
/// <param name="BoardName">Whose facts they use; that of <see cref="Boards.None"/> for a library alone.</param>
/// <param name="IsBehindBootloader">A bootloader stands in front, and hands the chip over in its own state.</param>
public sealed record TargetLayout(
    uint FlashOrigin, int FlashLength, uint RamOrigin, int RamLength, int StackSize, string BoardFolder, string BoardName, bool IsBehindBootloader = false)
{
    /// <summary>As the chip gives it: 24 for the EFR32xG24.</summary>
    public int Family { get; init; } = PartFamily.Xg24.Number;

    public bool HasBoard => BoardName != Boards.None.Name;
}
