using Adc.Formats.Npy;
using Adc.Formats.TfLite;

namespace Adc.Tests.Cli;

/// <summary>A temporary folder with the files of one test, gone with it.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder(string name = "work")
    {
        outer = Directory.CreateTempSubdirectory("adc-cli-").FullName;
        Path = System.IO.Path.Combine(outer, name);
        Directory.CreateDirectory(Path);
    }

    private readonly string outer;

    public string Path { get; }

    public string this[string relativePath] => System.IO.Path.Combine(Path, relativePath);

    /// <summary>Every file and folder below, in ordinal order, with '/'.</summary>
    public IEnumerable<string> Listing => Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
        .Select(entry => System.IO.Path.GetRelativePath(Path, entry).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string Write(string name, TfLiteModel model) => Write(name, TfLiteWriter.Write(model));

    public string Write(string name, NpyArray array) => Write(name, NpyWriter.Write(array));

    public NpyArray ReadNpy(string name)
    {
        NpyReadResult result = NpyReader.Read(File.ReadAllBytes(this[name]));
        return result.Array ?? throw new InvalidOperationException($"{name}: {result.Problem}");
    }

    public void Dispose() => Directory.Delete(outer, recursive: true);
}
