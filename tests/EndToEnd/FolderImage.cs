using Adc.Compiler.Emission;
using Adc.Formats.Elf;
using Adc.Tests.Firmware;

namespace Adc.Tests.EndToEnd;

/// <summary>Links an output folder as a user without CMake would: all of its C for the core, in one call of the compiler.</summary>
internal static class FolderImage
{
    /// <param name="home">The output folder; further C files may have been put beside its own.</param>
    /// <param name="flags">Further ones.</param>
    public static ElfImage Link(string home, params string[] flags)
    {
        string[] sources = [.. ((string[])["", "firmware", "kernels", "runtime"]).Select(name => Path.Combine(home, name)).Where(Directory.Exists)
            .SelectMany(path => Directory.GetFiles(path, "*.c").Concat(Directory.GetFiles(path, "*.S"))).Where(file => !file.EndsWith("_soft.c", StringComparison.Ordinal))];
        string elf = Path.Combine(home, "linked.elf");
        NativeTool.Run(
            "arm-none-eabi-gcc",
            [
                .. CFlags.Firmware("O2"), .. CFlags.Link, $"-I{home}/firmware", $"-D{CFlags.BoardFacts}=\"brd2601b.h\"", $"-T{home}/firmware/link.ld", .. sources, .. flags,
                "-o", elf, .. CFlags.Libraries,
            ]);
        return ElfReader.Read(File.ReadAllBytes(elf)).Image!;
    }
}
