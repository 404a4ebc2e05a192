using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Toolchain;

/// <summary>Source tree on disk to firmware image, by the GNU Arm toolchain.</summary>
public static class FirmwareBuilder
{
    /// <summary>Compiles and links; leaves <c>firmware/&lt;model&gt;.elf .hex .s37 .bin .map</c> in the folder.</summary>
    /// <param name="folder">Holds the files of <paramref name="tree"/>.</param>
    /// <param name="toolFolder">Where the toolchain is; null for the PATH.</param>
    /// <param name="cache">Objects of a former build, or null.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static FirmwareImage? Build(
        SourceTree tree, string folder, string optimisation, string? toolFolder, DiagnosticBag diagnostics, CancellationToken cancellation, ObjectCache? cache = null)
    {
        string? gcc = Find(Tool.ArmGcc, toolFolder, diagnostics), objcopy = Find(Tool.ArmObjcopy, toolFolder, diagnostics);
        if (gcc is null || objcopy is null)
        {
            return null;
        }

        string stem = $"firmware/{tree.ModelName}";
        var build = new CBuild(gcc, folder, "obj", diagnostics, cancellation);
        try
        {
            string[] definitions = [$"-D{CFlags.BoardFacts}=\"{tree.BoardName}.h\"", .. tree.Definitions.Select(macro => $"-D{macro}")];
            IReadOnlyList<string>? objects = build.Compile(
                tree, [.. tree.Sources(SourceTree.InImage)],
                [.. CFlags.Firmware(optimisation, tree.Language), .. CFlags.FirmwareFolders.Select(include => "-I" + Path.Combine(folder, include)), .. definitions], cache);
            string[] link = [.. CFlags.Link, "-Tfirmware/link.ld", $"-Wl,-Map={stem}.map", "-o", $"{stem}.elf", .. objects ?? [], .. CFlags.Libraries];
            bool done = objects is not null && build.Run(gcc, link)
                && build.Run(objcopy, ["-O", "ihex", $"{stem}.elf", $"{stem}.hex"])
                && build.Run(objcopy, ["-O", "binary", $"{stem}.elf", $"{stem}.bin"])
                && build.Run(objcopy, ["-O", "srec", "--srec-forceS3", $"{tree.ModelName}.elf", $"{tree.ModelName}.s37"], "firmware"); // its first record names the file
            if (!done)
            {
                return null;
            }

            Dictionary<string, SourceRole> roles = tree.Sources(SourceTree.InImage).ToDictionary(build.ObjectOf, file => file.Role, StringComparer.Ordinal);
            string elf = Path.Combine(folder, $"{stem}.elf");
            string mapFile = Path.Combine(folder, $"{stem}.map"), map = LinkerMap.WithoutFolders(File.ReadAllText(mapFile));
            File.WriteAllText(mapFile, map);
            SizeReport sizes = SizeReport.FromMap(map, name => roles.TryGetValue(name, out SourceRole role) ? role : null);
            return new FirmwareImage(elf, File.ReadAllBytes(elf), sizes);
        }
        finally
        {
            build.DeleteObjects();
        }
    }

    private static string? Find(Tool tool, string? toolFolder, DiagnosticBag diagnostics)
    {
        string? path = tool.Find(toolFolder);
        if (path is null)
        {
            diagnostics.Report(Catalogue.ToolNotFound, Origin.None, tool.Name, tool.HowToGet);
        }

        return path;
    }
}
