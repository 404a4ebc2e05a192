namespace Adc.Compiler.Toolchain;

/// <summary>The linked firmware and what it is made of.</summary>
/// <param name="Elf">The whole ELF file.</param>
/// <param name="ElfPath">Where it lies.</param>
public sealed record FirmwareImage(string ElfPath, ReadOnlyMemory<byte> Elf, SizeReport Sizes);
