using System.Text.RegularExpressions;
using Adc.Tests.Support;

namespace Adc.Tests.Architecture;

/// <summary>The project's own sources, as text.</summary>
internal static partial class SourceFiles
{
    /// <summary>Files below a folder of the repository by their path from there, with '/'; what was built is left out.</summary>
    public static IEnumerable<string> Below(string folder, params string[] endings) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !Built().IsMatch(path))
        .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>C# without comments and without what stands in quotes.</summary>
    public static string Code(string path) => NoCode().Replace(Read(path), match => match.Value[0] == '/' ? " " : "\"\"");

    public static string NamespaceOf(string path) => Namespace().Match(Read(path)).Groups[1].Value;

    [GeneratedRegex(@"(^|/)(bin|obj)/")]
    private static partial Regex Built();

    [GeneratedRegex("""//.*|/\*[\s\S]*?\*/|\"{3,}[\s\S]*?\"{3,}|"(\\.|[^"\\\n])*"|'(\\.|[^'\\])'""")]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
