using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Adc.Tests.Support;

/// <summary>Compares text with <c>&lt;Class&gt;.&lt;Test&gt;.verified.txt</c> beside the test's source, by Verify's conventions.</summary>
/// <remarks>A mismatch writes <c>.received.txt</c> beside it and fails with the difference; accept it by renaming.</remarks>
internal static class Snapshot
{
    public static void Verify(
        string text, string? parameter = null, [CallerFilePath] string sourcePath = "", [CallerMemberName] string testName = "")
    {
        string stem = $"{Path.GetFileNameWithoutExtension(sourcePath)}.{testName}" + (parameter is null ? "" : $"_{parameter}");
        string verified = Path.Combine(SourceFolder(sourcePath), stem + ".verified.txt");
        string received = Path.ChangeExtension(Path.ChangeExtension(verified, null), ".received.txt");
        string actual = text.ReplaceLineEndings("\n");
        string expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (actual == expected && File.Exists(verified))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual, new UTF8Encoding(false));
        Assert.Fail($"{stem}: differs from the verified snapshot (new text in {Path.GetFileName(received)})\n{Difference(expected, actual)}");
    }

    // Deterministic builds map source paths to /_/; the sources stand below the repository's root.
    private static string SourceFolder(string sourcePath) =>
        Path.GetDirectoryName(sourcePath.StartsWith("/_/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, sourcePath[3..]) : sourcePath)!;

    private static string Difference(string expected, string actual)
    {
        DiffPaneModel model = new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual);
        return string.Join('\n', model.Lines.Where(line => line.Type != ChangeType.Unchanged).Take(60)
            .Select(line => (line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text));
    }
}
