using Adc.Compiler.Emission;

namespace Adc.Compiler.Pipeline;

/// <summary>Puts emitted files on disk.</summary>
internal static class SourceFolder
{
    public static void Write(SourceTree tree, string folder)
    {
        foreach (SourceFile file in tree.Files)
        {
            Write(folder, file.Path, file.Text);
        }
    }

    public static void Write(string folder, string relativePath, string text)
    {
        string path = Path.Combine(folder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
