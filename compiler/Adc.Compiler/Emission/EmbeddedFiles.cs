using System.Reflection;

namespace Adc.Compiler.Emission;

/// <summary>The templates and the handwritten firmware, which travel inside the assembly.</summary>
public static class EmbeddedFiles
{
    private static readonly Assembly Home = typeof(EmbeddedFiles).Assembly;

    /// <summary>Text of a file by its path in the repository, e.g. "firmware/kernels/adc_dsp.h"; line ends are \n.</summary>
    public static string Read(string path)
    {
        using Stream stream = Home.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"'{path}' is not embedded in {Home.GetName().Name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Paths below a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Below(string folder) =>
        [.. Home.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
