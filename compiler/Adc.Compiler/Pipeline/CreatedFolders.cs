namespace Adc.Compiler.Pipeline;

/// <summary>Folders that were made on the way to a file, so that they can be taken back.</summary>
internal sealed class CreatedFolders
{
    private readonly IReadOnlyList<string> innermostFirst;

    private CreatedFolders(IReadOnlyList<string> innermostFirst) => this.innermostFirst = innermostFirst;

    /// <summary>Makes a folder and those around it that are missing.</summary>
    /// <exception cref="IOException">One cannot be made; none is left.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static CreatedFolders Make(string folder)
    {
        List<string> missing = [];
        for (string? place = folder; place is not null && !Directory.Exists(place); place = Path.GetDirectoryName(place))
        {
            missing.Add(place);
        }

        var created = new CreatedFolders(missing);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch
        {
            created.RemoveEmpty();
            throw;
        }

        return created;
    }

    public void RemoveEmpty()
    {
        foreach (string folder in innermostFirst.Where(Directory.Exists))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any())
            {
                return;
            }

            Directory.Delete(folder);
        }
    }
}
