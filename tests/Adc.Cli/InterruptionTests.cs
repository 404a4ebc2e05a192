using System.Text;
using Adc.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Whenever it comes, an interruption leaves nothing half-written.</summary>
public sealed class InterruptionTests
{
    [ToolTheory("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    [InlineData("reading the model")]
    [InlineData("emitting C")]
    [InlineData("building the firmware")]
    [InlineData("running the test vectors on this machine")]
    [InlineData("running the firmware on the emulated board")]
    public void Of_compile(string step)
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = InterruptedAt(step, "compile", folder["small.yaml"], "--verbose");
        Assert.Equal(130, run.ExitCode);
        Assert.Contains($"small: {step}\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nadc: interrupted; nothing was left half-written\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(["small.tflite", "small.yaml"], folder.Listing);
    }

    [ToolTheory("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    [InlineData("reference", "running the reference")]
    [InlineData("cpu", "running the emitted C")]
    [InlineData("board", "building the firmware")]
    [InlineData("board", "running the firmware on the emulated board")]
    public void Of_run(string engine, string step)
    {
        using WorkFolder folder = SmallModel.Folder();
        string rows = folder.Write("x.npy", SmallModel.Rows(3));
        AdcRun run = InterruptedAt(step, "run", folder["small.tflite"], "--input", rows, "--output", folder["y.npy"], "--engine", engine, "--verbose");
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(["small.tflite", "small.yaml", "x.npy"], folder.Listing);
    }

    [ToolFact("arm-none-eabi-gcc")]
    public void An_earlier_output_survives()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        string[] before = [.. folder.Listing];
        Assert.Equal(130, InterruptedAt("building the firmware", "compile", folder["small.yaml"], "--verbose").ExitCode);
        Assert.Equal(before, folder.Listing);
    }

    [Fact]
    public void Amid_the_test_data()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("x.npy", SmallModel.Rows(1000));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n  get_quantized_data: true\n");
        foreach (string command in (string[])["compile", "evaluate"])
        {
            Assert.Equal(130, InterruptedAt("running the test data", command, folder["small.yaml"], "--verbose").ExitCode);
            Assert.Equal(["small.tflite", "small.yaml", "x.npy"], folder.Listing);
        }
    }

    private static AdcRun InterruptedAt(string step, params string[] arguments)
    {
        using var interruption = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new InterruptingWriter(step, interruption);
        int exitCode = Application.Run(arguments, new Terminal(output, error, IsWatched: false), interruption.Token);
        return new AdcRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Interrupts when a text is written.</summary>
    private sealed class InterruptingWriter(string text, CancellationTokenSource interruption) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
            {
                interruption.Cancel();
            }
        }
    }
}
