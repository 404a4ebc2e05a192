using Adc.Tests.Cli;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The C of a model for the accelerator: programs, constants, and the functions that start them.</summary>
public sealed class MvpEmissionTests
{
    [Theory]
    [InlineData("tiny_programs.c")]
    [InlineData("tiny.c")]
    public void The_emitted_files_are_readable(string file)
    {
        using var folder = new WorkFolder();
        folder.Write("tiny.tflite", GraphFile.Of(RandomFullyConnected.Chain(5, 8, 8, 6)));
        folder.Write("tiny.yaml", "tiny:\n  tflite_model: tiny.tflite\n  mvp: { force_mvp: [0, 1] }\n  compare: { layer: { exact_ratio: 0.5 } }\n");
        AdcRun.Of("compile", folder["tiny.yaml"], "--no-build", "--no-sim").Succeeded();
        Snapshot.Verify(WithoutBanner(File.ReadAllText(folder[Path.Combine("outputs", "tiny", file)])), file.Replace('.', '_'));
    }

    // Version and hash change with every model and release.
    private static string WithoutBanner(string text) => text[(text.IndexOf("*/", StringComparison.Ordinal) + 3)..];
}
