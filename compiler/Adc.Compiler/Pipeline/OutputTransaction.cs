using Adc.Compiler.Emission;

namespace Adc.Compiler.Pipeline;

/// <summary>A folder that appears whole or not at all: files are written beside the target and renamed at the end.</summary>
/// <remarks>Not committed by <see cref="Commit"/>, everything written is deleted on disposal and an earlier target stays as it was.</remarks>
public sealed class OutputTransaction : IDisposable
{
    private readonly string target;
    private readonly string? createdParent;
    private bool committed;

    /// <param name="target">The folder to appear.</param>
    /// <exception cref="IOException">The parent folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public OutputTransaction(string target)
    {
        this.target = Path.GetFullPath(target);
        string parent = Path.GetDirectoryName(this.target) ?? throw new IOException($"'{target}' is the root of a file system");
        createdParent = FirstMissing(parent);
        Directory.CreateDirectory(parent);
        Folder = Path.Combine(parent, $".{Path.GetFileName(this.target)}.{Environment.ProcessId}.partial");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where the files are written meanwhile.</summary>
    public string Folder { get; }

    public void Write(SourceTree tree)
    {
        foreach (SourceFile file in tree.Files)
        {
            Write(file.Path, file.Text);
        }
    }

    public void Write(string relativePath, string text)
    {
        string path = Path.Combine(Folder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Puts the folder in the place of the target.</summary>
    public void Commit()
    {
        string? former = null;
        if (Directory.Exists(target))
        {
            former = Folder + ".former";
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

        if (createdParent is not null && Directory.Exists(createdParent) && !Directory.EnumerateFileSystemEntries(createdParent).Any())
        {
            Directory.Delete(createdParent);
        }
    }

    private static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (string? place = folder; place is not null && !Directory.Exists(place); place = Path.GetDirectoryName(place))
        {
            missing = place;
        }

        return missing;
    }
}
