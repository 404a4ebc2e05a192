using Adc.Compiler.Lowering;

namespace Adc.Compiler.Emission;

/// <summary>Finds the handwritten files that the kernels of a model need.</summary>
internal static class KernelFiles
{
    private const string Folder = "firmware/kernels/";
    private static readonly string[] SourceEndings = [".c", "_m33.S"];

    /// <summary>Headers, sources and everything that they include from the same folder, in ordinal order.</summary>
    public static IEnumerable<SourceFile> Of(LoweredModel model)
    {
        HashSet<string> embedded = [.. EmbeddedFiles.Below(Folder).Select(path => path[Folder.Length..])];
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        Stack<string> open = new(model.Steps.Select(step => step.Call).OfType<KernelCall>().Select(call => call.Kernel.Header));
        while (open.TryPop(out string? file))
        {
            if (found.ContainsKey(file))
            {
                continue;
            }

            string text = EmbeddedFiles.Read(Folder + file);
            found[file] = text;
            string stem = Path.GetFileNameWithoutExtension(file);
            foreach (string next in SourceEndings.Select(ending => stem + ending).Where(embedded.Contains).Concat(Included(text)))
            {
                open.Push(next);
            }
        }

        return found.Select(file => new SourceFile("kernels/" + file.Key, file.Value, SourceRole.Kernel));
    }

    private static IEnumerable<string> Included(string text) =>
        text.Split('\n').Where(line => line.StartsWith("#include \"", StringComparison.Ordinal)).Select(line => line.Split('"')[1]);
}
