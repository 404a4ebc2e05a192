namespace Adc.Formats.Elf;

/// <summary>A linked 32-bit little-endian Arm program.</summary>
/// <param name="Entry">Address of the first instruction; bit 0 set for Thumb.</param>
/// <param name="Segments">The loadable segments, in the file's order.</param>
/// <param name="Sections">All sections but the empty first one, in the file's order.</param>
/// <param name="Symbols">All defined symbols; empty when the file is stripped.</param>
public sealed record ElfImage(
    uint Entry, IReadOnlyList<ElfSegment> Segments, IReadOnlyList<ElfSection> Sections, IReadOnlyList<ElfSymbol> Symbols)
{
    /// <summary>The symbol of that name, a global one before a local one, or null.</summary>
    public ElfSymbol? FindSymbol(string name)
    {
        ElfSymbol? local = null;
        foreach (ElfSymbol symbol in Symbols)
        {
            if (symbol.Name == name)
            {
                if (symbol.Binding != ElfSymbolBinding.Local)
                {
                    return symbol;
                }

                local ??= symbol;
            }
        }

        return local;
    }
}

/// <summary>A piece of memory that the program asks for.</summary>
/// <param name="PhysicalAddress">Where a programmer writes <paramref name="Data"/>.</param>
/// <param name="VirtualAddress">Where the program finds it once it runs.</param>
/// <param name="SizeInMemory">At least the length of <paramref name="Data"/>; what is beyond has no content in the file.</param>
public sealed record ElfSegment(uint PhysicalAddress, uint VirtualAddress, uint SizeInMemory, ReadOnlyMemory<byte> Data);

/// <summary>A named part of the program or of what describes it.</summary>
/// <param name="Data">Empty for sections without content in the file, such as .bss.</param>
public sealed record ElfSection(
    string Name, ElfSectionType Type, ElfSectionFlags Flags, uint Address, uint Size, ReadOnlyMemory<byte> Data);

/// <summary>A name for an address.</summary>
/// <param name="Address">Bit 0 is set for Thumb functions.</param>
public sealed record ElfSymbol(string Name, uint Address, uint Size, ElfSymbolType Type, ElfSymbolBinding Binding);

/// <summary>The section types that matter to a bare-metal program; others keep their number.</summary>
public enum ElfSectionType : uint
{
    ProgramBits = 1,
    Symbols = 2,
    Strings = 3,
    NoBits = 8,
    InitArray = 14,
}

[Flags]
public enum ElfSectionFlags : uint
{
    None = 0,
    Write = 1,
    Allocated = 2,
    Executable = 4,
}

public enum ElfSymbolType
{
    None = 0,
    Object = 1,
    Function = 2,
    Section = 3,
    File = 4,
}

public enum ElfSymbolBinding
{
    Local = 0,
    Global = 1,
    Weak = 2,
}

/// <summary>What reading yields: an image, or the sentence that says why there is none.</summary>
public sealed record ElfReadResult(ElfImage? Image, string? Problem);
