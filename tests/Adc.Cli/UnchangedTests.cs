using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>A second compilation does only what the first has not done.</summary>
public sealed class UnchangedTests : IDisposable
{
    private const string Word = "unchanged since the last run";

    private readonly WorkFolder folder = SmallModel.Folder();

    [ToolFact("arm-none-eabi-gcc", "libunicorn.so.2", "cc")]
    public void A_second_run_touches_nothing_and_says_the_same()
    {
        AdcRun first = AdcRun.Of("compile", folder["small.yaml"]).Succeeded();
        (string, DateTime)[] before = Written();

        AdcRun second = AdcRun.Of("compile", folder["small.yaml"]).Succeeded();

        Assert.DoesNotContain(Word, first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, string.Concat(second.Output.Split('\n').Where(line => !line.Contains(Word, StringComparison.Ordinal)).Select(line => line + "\n"))[..^1]);
        Assert.NotEqual(first.Output, second.Output);
        Assert.Equal(before, Written());
    }

    [Fact]
    public void The_json_of_a_second_run_is_that_of_the_first()
    {
        AdcRun first = Compile("--json");
        Assert.Contains(Word, Compile("--json").Error, StringComparison.Ordinal);
        Assert.Equal(first.Output, Compile("--json").Output);
        AdcRun withoutReport = Compile("--json", "--set", "small.reports.formats=[console]"), again = Compile("--json", "--set", "small.reports.formats=[console]");
        Assert.Equal(withoutReport.Output, again.Output);
        Assert.Contains(Word, again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_are_said_again()
    {
        folder.Write("small.yaml", SmallModel.Yaml() + "  no_such_key: 1\n");
        string first = Compile("--compat", "axon").Error;
        Assert.Contains("warning", first, StringComparison.Ordinal);
        AdcRun second = Compile("--compat", "axon");
        Assert.Contains(Word, second.Output, StringComparison.Ordinal);
        Assert.Equal(first, second.Error);
    }

    public static TheoryData<string> Changes =>
        ["yaml", "model", "setting", "seed", "options", "output", "missing", "report", "summary", "state", "baseline", "force"];

    [Theory, MemberData(nameof(Changes))]
    public void Whatever_changes_the_model_is_compiled_again(string change)
    {
        folder.Write("old.json", """{"schema":"adc.report/1"}""");
        string[] common = ["--set", "small.reports.baseline=old.json"];
        Compile(common);
        Assert.Contains(Word, Compile(common).Output, StringComparison.Ordinal);
        string output = folder["outputs/small"];
        string[] further = [];
        switch (change)
        {
            case "yaml": folder.Write("small.yaml", SmallModel.Yaml() + "# a remark\n"); break;
            case "model": folder.Write("small.tflite", TfLiteWriter.Write(SmallModel.Build() with { Description = "another" })); break;
            case "setting": further = ["--set", "small.target.rounding=single"]; break;
            case "seed": further = ["--set", "adc.seed=7"]; break;
            case "options": further = ["--no-sim"]; break;
            case "output": File.AppendAllText(Path.Combine(output, "small.c"), "/* mine */\n"); break;
            case "missing": File.Delete(Path.Combine(output, "small_weights.c")); break;
            case "report": File.WriteAllText(Path.Combine(output, "report.json"), "{}"); break;
            case "summary": File.WriteAllText(Path.Combine(output, ".adc", "summary.txt"), "all is well\n"); break;
            case "state": File.WriteAllText(Path.Combine(output, ".adc", "state.json"), "{"); break;
            case "baseline": folder.Write("old.json", """{"schema":"adc.report/1","memory":{}}"""); break;
            default: further = ["--force"]; break;
        }

        Assert.DoesNotContain(Word, Compile([.. common, .. further]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", File.ReadAllText(Path.Combine(output, "small.c")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_others_in_the_folder_do_not_matter()
    {
        Compile();
        folder.Write("outputs/small/notes.txt", "keep me");
        Assert.Contains(Word, Compile().Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["outputs/small/notes.txt"]));
    }

    [Fact]
    public void What_ended_with_an_error_is_done_again()
    {
        string[] failing = ["--set", "small.memory.ram_budget=16"];
        string first = AdcRun.Of(["compile", folder["small.yaml"], "--no-build", .. failing]).Error;
        AdcRun second = AdcRun.Of(["compile", folder["small.yaml"], "--no-build", .. failing]);
        Assert.Contains("error", second.Error, StringComparison.Ordinal);
        Assert.Equal(first, second.Error);
        Assert.DoesNotContain(Word, second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_inputs_leave_equal_records_wherever_they_lie()
    {
        using WorkFolder other = SmallModel.Folder();
        Compile();
        AdcRun.Of("compile", other["small.yaml"], "--no-build").Succeeded();
        Assert.Equal(File.ReadAllText(folder["outputs/small/.adc/state.json"]), File.ReadAllText(other["outputs/small/.adc/state.json"]));
    }

    public void Dispose() => folder.Dispose();

    private AdcRun Compile(params string[] further)
    {
        AdcRun run = AdcRun.Of(["compile", folder["small.yaml"], "--no-build", .. further]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private (string, DateTime)[] Written() => [.. folder.Listing.Select(path => (path, File.GetLastWriteTimeUtc(folder[path])))];
}
