using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Configuration;

/// <summary>Reads text as the file ad.yaml.</summary>
internal static class ReadConfig
{
    public static string Diagnostics(string yaml, ConfigOptions? options = null)
    {
        var bag = new DiagnosticBag();
        ConfigReader.Read(yaml, "ad.yaml", options ?? ConfigOptions.Default, bag);
        return Lines(bag);
    }

    /// <summary>A diagnostic per line, without those about keys that no command acts on yet: the reader reads them like all others.</summary>
    public static string Lines(DiagnosticBag bag) => Text(bag.Sorted().Where(diagnostic => !IsAboutLaterKey(diagnostic)));

    /// <summary>The lines about keys that no command acts on yet.</summary>
    public static string LinesAboutLaterKeys(DiagnosticBag bag) => Text(bag.Sorted().Where(IsAboutLaterKey));

    private static string Text(IEnumerable<Diagnostic> diagnostics) => string.Concat(diagnostics.Select(diagnostic => $"{diagnostic}\n"));

    private static bool IsAboutLaterKey(Diagnostic diagnostic) =>
        diagnostic.Code == "ADC1910" && diagnostic.Message.EndsWith("this version of adc does not act on it", StringComparison.Ordinal);

    /// <summary>A file that must be free of errors and warnings.</summary>
    public static CompilerConfig Clean(string yaml, ConfigOptions? options = null)
    {
        (CompilerConfig config, string diagnostics) = Accepted(yaml, options);
        Assert.Equal("", diagnostics);
        return config;
    }

    /// <summary>A file that must be free of errors, with its warnings.</summary>
    public static (CompilerConfig Config, string Warnings) Accepted(string yaml, ConfigOptions? options = null)
    {
        var bag = new DiagnosticBag();
        CompilerConfig? config = ConfigReader.Read(yaml, "ad.yaml", options ?? ConfigOptions.Default, bag);
        Assert.True(config is not null, Lines(bag));
        return (config, Lines(bag));
    }

    /// <summary>A test with these lines below its name and model; the lines start at line 3, column 3.</summary>
    public static string Test(params string[] lines) =>
        $"ad:\n  tflite_model: ad.tflite\n{string.Concat(lines.Select(line => $"  {line}\n"))}";

    /// <summary>The only model of a clean file with these keys.</summary>
    public static ModelConfig Model(params string[] lines) => Clean(Test(lines)).Models[0];
}
