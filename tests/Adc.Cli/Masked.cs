using System.Text.RegularExpressions;

namespace Adc.Tests.Cli;

/// <summary>Texts without what changes with every kernel or folder, for snapshots of their form.</summary>
internal static class Masked
{
    /// <summary>Numbers become 0 and the gaps in front of them two spaces, since they grow and shrink with the numbers.</summary>
    public static string Figures(string text) =>
        Regex.Replace(Regex.Replace(text, "(?<![A-Za-z0-9_])[0-9]+([,.][0-9]+)*", "0"), " {2,}", "  ");

    /// <summary>The folder of the test becomes a dot.</summary>
    public static string Paths(string text, WorkFolder folder) => text.Replace(folder.Path, ".", StringComparison.Ordinal);
}
