using System.Text.RegularExpressions;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>The whole row on a model of our own, and <c>adc run</c> on what it leaves.</summary>
public sealed class CompileAndRunTests(CompiledSmall small) : IClassFixture<CompiledSmall>
{
    private const string Gcc = "arm-none-eabi-gcc", Emulator = "libunicorn.so.2";

    [ToolFact(Gcc, Emulator, "cc")]
    public void The_summary_tells_sizes_speed_and_verdicts() =>
        Snapshot.Verify(string.Join('\n', small.Run.Succeeded().Output.Replace(small.Folder.Path, "…", StringComparison.Ordinal).Split('\n').Select(WithoutCounts)));

    [ToolFact(Gcc, Emulator, "cc")]
    public void No_line_of_the_summary_is_longer_than_a_terminal_is_wide() =>
        Assert.All(small.Run.Succeeded().Output.Split('\n').Where(line => !line.Contains(small.Folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));

    [ToolFact(Gcc, Emulator, "cc")]
    public void The_output_folder_holds_what_the_documentation_lists()
    {
        string[] files = [.. Directory.EnumerateFiles(small.Output(), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(small.Output(), file))
            .Where(file => !file.StartsWith(".adc/objects/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Snapshot.Verify(string.Join('\n', files) + "\n");
    }

    [ToolFact(Gcc, Emulator, "cc")]
    public void A_compiled_folder_runs_like_the_model_it_came_from()
    {
        string rows = small.Folder.Write("x.npy", SmallModel.Rows(9));
        RunInto("reference", small.Folder["small.tflite"], rows);
        RunInto("cpu", small.Output(), rows);
        RunInto("board", small.Output(), rows);

        Assert.Equal([9, 3], small.Folder.ReadNpy("reference.npy").Shape);
        foreach (string engine in (string[])["cpu", "board"])
        {
            AssertSame("reference.npy", $"{engine}.npy");
            Assert.Equal(Tensors("reference"), Tensors(engine));
            Assert.All(Tensors(engine), tensor => AssertSame($"reference/{tensor}", $"{engine}/{tensor}"));
        }
    }

    [ToolFact(Gcc, Emulator, "cc")]
    public void Outputs_carry_the_leading_one_when_inputs_do()
    {
        NpyArray rows = SmallModel.Rows(4);
        string path = small.Folder.Write("x416.npy", rows with { Shape = [4, 1, 6] });
        AdcRun.Of("run", small.Output(), "--input", path, "--output", small.Folder["y413.npy"], "--engine", "cpu").Succeeded();
        Assert.Equal([4, 1, 3], small.Folder.ReadNpy("y413.npy").Shape);
    }

    [ToolFact(Gcc, Emulator, "cc")]
    public void The_reference_needs_the_model_file() =>
        AdcRun.Of("run", small.Output(), "--input", "x.npy", "--output", "y.npy").Failed(2, "is a compiled folder", "--engine cpu, board or device", "the others need the .tflite");

    [ToolFact(Gcc, Emulator, "cc")]
    public void A_compiled_folder_keeps_its_rounding() =>
        AdcRun.Of("run", small.Output(), "--input", "x.npy", "--output", "y.npy", "--engine", "cpu", "--rounding", "tflm").Failed(2, "leave --rounding out");

    [Fact]
    public void A_folder_that_holds_no_output() =>
        AdcRun.Of("run", small.Folder.Path, "--input", "x.npy", "--output", "y.npy", "--engine", "cpu").Failed(6, "ADC1117", "no readable report.json");

    [Theory]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"schema\":\"adc.report/1\",\"model\":{\"name\":3,\"inputs\":[],\"outputs\":[]},\"memory\":{\"ram\":{\"arena\":16},\"tensors\":[]},\"layers\":[]}")]
    [InlineData("{\"model\":{\"name\":\"m\",\"inputs\":[],\"outputs\":[]},\"memory\":{\"ram\":{\"arena\":16},\"tensors\":[{\"tensor\":0,\"type\":\"int8\",\"shape\":[9],\"layer\":0,\"offset\":8,\"form\":\"plain\"}]},\"layers\":[]}")]
    [InlineData("{\"schema\":\"adc.report/1\",\"model\":{\"name\":null,\"inputs\":[],\"outputs\":[]},\"memory\":{\"ram\":{\"arena\":16},\"tensors\":[]},\"layers\":[]}")]
    public void A_folder_with_a_damaged_report(string report)
    {
        using var folder = new WorkFolder();
        folder.Write("report.json", report);
        AdcRun.Of("run", folder.Path, "--input", "x.npy", "--output", "y.npy", "--engine", "board").Failed(6, "ADC1117", "report.json is damaged");
    }

    [Fact]
    public void A_folder_that_was_compiled_without_building()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        string rows = folder.Write("x.npy", SmallModel.Rows(1));
        AdcRun.Of("run", folder["outputs/small"], "--input", rows, "--output", folder["y.npy"], "--engine", "cpu").Failed(6, "ADC1117", "no host/small");
        AdcRun.Of("run", folder["outputs/small"], "--input", rows, "--output", folder["y.npy"], "--engine", "board").Failed(6, "ADC1117", "no firmware/small.elf");
        Assert.False(File.Exists(folder["y.npy"]));
    }

    // Sizes of code and numbers of instructions are the C compiler's business.
    private static string WithoutCounts(string line) =>
        Regex.IsMatch(line, "^  (flash|ram|speed|     ) ") ? Regex.Replace(line, @"[\d,.]*\d", "#")
        : Regex.IsMatch(line, "^ +[0-9]+ .* cpu ") ? Regex.Replace(line, @" +\S+ +\S+$", "  # #")
        : line;

    private void RunInto(string engine, string model, string rows) => AdcRun.Of(
        "run", model, "--input", rows, "--output", small.Folder[$"{engine}.npy"], "--engine", engine, "--all-tensors", small.Folder[engine]).Succeeded();

    private string[] Tensors(string folder) => [.. Directory.GetFiles(small.Folder[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    private void AssertSame(string expected, string actual) =>
        Assert.True(File.ReadAllBytes(small.Folder[expected]).AsSpan().SequenceEqual(File.ReadAllBytes(small.Folder[actual])), $"{actual} differs from {expected}");
}
