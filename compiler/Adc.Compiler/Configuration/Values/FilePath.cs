namespace Adc.Compiler.Configuration;

/// <summary>A file or folder that the configuration names.</summary>
/// <param name="Written">As written, with '/' on every system: for messages and reports.</param>
/// <param name="Full">For opening: below the folder of the YAML file unless <paramref name="Written"/> is absolute.</param>
public sealed record FilePath(string Written, string Full)
{
    public static FilePath In(string folder, string written) => new(written, IsAbsolute(written) ? written : Path.Combine(folder, written));

    /// <summary>Whether the path is absolute on any system, also "C:/data".</summary>
    public static bool IsAbsolute(string path) => path is ['/' or '\\', ..] or [_, ':', '/' or '\\', ..];

    public override string ToString() => Written;
}
