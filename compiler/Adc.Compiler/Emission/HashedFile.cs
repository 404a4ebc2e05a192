namespace Adc.Compiler.Emission;

/// <summary>A file that the results follow from.</summary>
/// <param name="Key">What names it in the configuration: "test_data"; "configuration" for that file itself.</param>
/// <param name="Path">With its folders.</param>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
public sealed record HashedFile(string Key, string Path, string Hash)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
