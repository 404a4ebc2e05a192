using System.Globalization;
using System.Text.RegularExpressions;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Toolchain;

/// <summary>Bytes of one group of object files in the linked image.</summary>
public sealed record SectionSizes(int Code, int Constants, int InitialisedData, int ZeroedData)
{
    public static SectionSizes None { get; } = new(0, 0, 0, 0);

    public int Flash => Code + Constants + InitialisedData;

    public int Ram => InitialisedData + ZeroedData;

    public static SectionSizes operator +(SectionSizes a, SectionSizes b) =>
        new(a.Code + b.Code, a.Constants + b.Constants, a.InitialisedData + b.InitialisedData, a.ZeroedData + b.ZeroedData);

    public static SectionSizes Add(SectionSizes left, SectionSizes right) => left + right;
}

/// <summary>Where the bytes of an image come from, read from the linker's map.</summary>
/// <param name="ByRole">Sizes by what the object file is for; C library code counts as <see cref="SourceRole.Kernel"/>.</param>
public sealed partial record SizeReport(IReadOnlyDictionary<SourceRole, SectionSizes> ByRole)
{
    public SectionSizes Of(SourceRole role) => ByRole.GetValueOrDefault(role, SectionSizes.None);

    /// <summary>Model, kernels and the parts of the C library that they need.</summary>
    public SectionSizes ModelAndKernels => Of(SourceRole.Model) + Of(SourceRole.Kernel) + Of(SourceRole.Accelerator);

    /// <summary>Reads a GNU ld map.</summary>
    /// <param name="roleOfObject">Tells the role of an object file by its name in the map; null for libraries.</param>
    public static SizeReport FromMap(string map, Func<string, SourceRole?> roleOfObject)
    {
        Dictionary<SourceRole, SectionSizes> sizes = [];
        int start = map.IndexOf("Linker script and memory map", StringComparison.Ordinal);
        string? pendingSection = null;
        foreach (string line in map[Math.Max(start, 0)..].Split('\n'))
        {
            // Long section names stand alone on a line; address, size and object follow on the next.
            if (SectionAlone().Match(line) is { Success: true } alone)
            {
                pendingSection = alone.Groups[1].Value;
                continue;
            }

            Match match = Placement().Match(line);
            string section = match.Success && match.Groups["section"].Length > 0 ? match.Groups["section"].Value : pendingSection ?? "";
            pendingSection = null;
            if (!match.Success || section.Length == 0)
            {
                continue;
            }

            int size = int.Parse(match.Groups["size"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            long address = long.Parse(match.Groups["address"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size > 0 && address > 0 && Kind(section, size) is SectionSizes found)
            {
                SourceRole role = roleOfObject(match.Groups["object"].Value) ?? SourceRole.Kernel;
                sizes[role] = sizes.GetValueOrDefault(role, SectionSizes.None) + found;
            }
        }

        return new SizeReport(sizes);
    }

    private static SectionSizes? Kind(string section, int size)
    {
        bool Is(string prefix) => section == prefix || section.StartsWith(prefix + ".", StringComparison.Ordinal);
        return section switch
        {
            _ when Is(".text") || Is(".vectors") || Is(".init") || Is(".fini") => new(size, 0, 0, 0),
            _ when Is(".rodata") || Is(".init_array") || Is(".fini_array") || Is(".ARM.exidx") || Is(".ARM.extab") => new(0, size, 0, 0),
            _ when Is(".data") || Is(".ramfunc") => new(0, 0, size, 0),
            _ when Is(".bss") || Is(".noinit") || section == "COMMON" => new(0, 0, 0, size),
            _ => null,
        };
    }

    [GeneratedRegex(@"^ (\.\S+|COMMON)$")]
    private static partial Regex SectionAlone();

    [GeneratedRegex(@"^ (?<section>\.\S+|COMMON)?\s+0x0*(?<address>[0-9a-f]+)\s+0x(?<size>[0-9a-f]+) (?<object>\S.*)$")]
    private static partial Regex Placement();
}
