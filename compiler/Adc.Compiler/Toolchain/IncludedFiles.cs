using System.Text.RegularExpressions;
using Adc.Compiler.Emission;

namespace Adc.Compiler.Toolchain;

/// <summary>What the C files of a source tree include of each other, directly or not; rather too much than too little.</summary>
internal sealed partial class IncludedFiles(SourceTree tree)
{
    /// <summary>The file and those that it includes, by path.</summary>
    public IReadOnlyList<SourceFile> Of(SourceFile source)
    {
        Dictionary<string, SourceFile> found = new(StringComparer.Ordinal) { [source.Path] = source };
        Queue<SourceFile> waiting = new([source]);
        while (waiting.TryDequeue(out SourceFile? file))
        {
            foreach (SourceFile header in Include().Matches(file.Text).SelectMany(match => Named(match.Groups["name"].Value)))
            {
                if (found.TryAdd(header.Path, header))
                {
                    waiting.Enqueue(header);
                }
            }
        }

        return [.. found.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Files of that name wherever they are; every header where a macro names it.</summary>
    private IEnumerable<SourceFile> Named(string name) => tree.Files.Where(file => name.Length == 0
        ? file.Path.EndsWith(".h", StringComparison.Ordinal)
        : Path.GetFileName(file.Path) == Path.GetFileName(name));

    // The name is empty where it is neither quoted nor one of the system's.
    [GeneratedRegex("""^[ \t]*#[ \t]*include[ \t]+(?:"(?<name>[^"\n]+)"|[A-Za-z_])""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Include();
}
