using System.Text.RegularExpressions;

namespace Adc.Compiler.Toolchain;

/// <summary>The map that GNU ld writes.</summary>
internal static partial class LinkerMap
{
    /// <summary>Cuts the folders off the names of library files, which tell where the toolchain is installed.</summary>
    public static string WithoutFolders(string map) => InstalledFile().Replace(map, "$1$2");

    // A file's name ends its line; the linker puts a blank before it.
    [GeneratedRegex(@"^(|.*?\s)(?:/|[A-Za-z]:[/\\]).*[/\\]([^/\\\r\n]+)$", RegexOptions.Multiline)]
    private static partial Regex InstalledFile();
}
