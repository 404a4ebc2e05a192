namespace Adc.Compiler.Emission;

/// <summary>Addresses and sizes for the linker script, in bytes.</summary>
public sealed record TargetLayout(uint FlashOrigin, int FlashLength, uint RamOrigin, int RamLength, int StackSize, string BoardFolder, string BoardName);
