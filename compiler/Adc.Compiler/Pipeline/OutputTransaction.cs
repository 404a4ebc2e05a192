using Adc.Compiler.Emission;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>An output folder that appears whole or not at all: it is written beside the target and renamed at the end.</summary>
/// <remarks>Not committed by <see cref="Commit"/>, everything written is deleted on disposal and an earlier target stays as it was.</remarks>
public sealed class OutputTransaction : IDisposable
{
    private readonly string target;
    private readonly CreatedFolders created;
    private bool committed;

    /// <param name="target">The folder to appear. An earlier output there is replaced; anything else is left alone.</param>
    /// <exception cref="IOException">The place is taken, or its parent folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public OutputTransaction(string target)
    {
        this.target = Path.GetFullPath(target);
        string parent = Path.GetDirectoryName(this.target) ?? throw new IOException("this is the root of a file system");
        CheckIsOurs(this.target);
        created = CreatedFolders.Make(parent);
        Folder = Path.Combine(parent, $".{Path.GetFileName(this.target)}.{Environment.ProcessId}.partial");
        try
        {
            DeleteLeftover(Folder);
            Directory.CreateDirectory(Folder);
        }
        catch
        {
            created.RemoveEmpty();
            throw;
        }
    }

    /// <summary>Where the files are written meanwhile.</summary>
    public string Folder { get; }

    /// <summary>Objects of the C build, as the earlier output has them and this one shall.</summary>
    /// <param name="tools">Tells apart the tools that make them.</param>
    public ObjectCache Objects(string tools) =>
        new(Path.Combine(target, OutputRecord.ObjectFolder), Path.Combine(Folder, OutputRecord.ObjectFolder), tools);

    public void Write(SourceTree tree) => SourceFolder.Write(tree, Folder);

    public void Write(string relativePath, string text) => SourceFolder.Write(Folder, relativePath, text);

    public void Write(string relativePath, ReadOnlySpan<byte> content) => File.WriteAllBytes(Path.Combine(Folder, relativePath), content);

    /// <summary>Puts the folder in the place of the target.</summary>
    public void Commit()
    {
        string? former = null;
        if (Directory.Exists(target))
        {
            former = Folder + ".former";
            DeleteLeftover(former);
            Directory.Move(target, former);
        }

        try
        {
            Directory.Move(Folder, target);
            committed = true;
        }
        catch (Exception) when (former is not null)
        {
            Directory.Move(former, target);
            throw;
        }

        if (former is not null)
        {
            Directory.Delete(former, recursive: true);
        }
    }

    public void Dispose()
    {
        if (committed)
        {
            return;
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        created.RemoveEmpty();
    }

    // A killed process leaves its folder behind, and in a container the next one has the same number.
    private static void DeleteLeftover(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Refuses to replace what no earlier run of adc has written, such as a folder of sources that has the test's name.</summary>
    private static void CheckIsOurs(string folder)
    {
        if (File.Exists(folder))
        {
            throw new IOException("a file of that name is in the way");
        }

        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        if (!CompiledFolder.IsAt(folder))
        {
            throw new IOException("a folder of that name is in the way, and it holds no output of adc");
        }
    }
}
