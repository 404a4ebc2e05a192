using Adc.Formats.Elf;

namespace Adc.Simulator.Board;

/// <summary>Finds the function that an address lies in.</summary>
internal sealed class SymbolMap
{
    private readonly uint[] starts;
    private readonly ElfSymbol[] functions;

    public SymbolMap(ElfImage image)
    {
        // Of several names for one address the strong one says more: unused handlers are all weak names of one function.
        functions = [.. image.Symbols
            .Where(symbol => symbol.Type == ElfSymbolType.Function)
            .OrderBy(symbol => symbol.Address & ~1u)
            .ThenBy(symbol => symbol.Binding == ElfSymbolBinding.Weak)
            .DistinctBy(symbol => symbol.Address & ~1u)];
        starts = [.. functions.Select(function => function.Address & ~1u)];
    }

    /// <summary>The function, or null between functions and in stripped images.</summary>
    public string? Find(uint address)
    {
        int index = Array.BinarySearch(starts, address);
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && address - starts[index] < Math.Max(functions[index].Size, 1u) ? functions[index].Name : null;
    }

    /// <summary><c>0x08000123 in main</c>.</summary>
    public string Describe(uint address) => Find(address) is string name ? $"0x{address:x8} in {name}" : $"0x{address:x8}";
}
