using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class CompareCommandTests : IDisposable
{
    private readonly WorkFolder folder = new();

    [Fact]
    public void Reports_are_compared_figure_by_figure()
    {
        Reports("""{ "memory": { "flash_bytes": 1000, "ram_bytes": 64 }, "passed": true }""", """{ "memory": { "flash_bytes": 1010, "ram_bytes": 64 }, "passed": false }""");
        string output = Compare().Succeeded().Output;
        Snapshot.Verify(output);
    }

    [Fact]
    public void Reports_of_two_compilations_of_a_model()
    {
        using WorkFolder small = SmallModel.Folder();
        AdcRun.Of("compile", small["small.yaml"], "--no-build", "--out", small["one"]).Succeeded();
        AdcRun.Of("compile", small["small.yaml"], "--no-build", "--out", small["two"], "--set", "small.skip_softmax_op=true").Succeeded();
        string[] reports = [small["one/small/report.json"], small["two/small/report.json"]];
        Snapshot.Verify(AdcRun.At(80, ["compare", .. reports]).Succeeded().Output);
        Assert.Equal("no figure differs\n", AdcRun.Of("compare", reports[0], reports[0]).Succeeded().Output);
    }

    [Fact]
    public void Arrays_in_columns()
    {
        string one = folder.Write("a.npy", NpyArray.Of(Enumerable.Range(0, 5000).ToArray(), 5000)), other = folder.Write("b.npy", NpyArray.Of(Enumerable.Repeat(7, 5000).ToArray(), 5000));
        Snapshot.Verify(AdcRun.Of("compare", one, other).Succeeded().Output);
    }

    [Theory]
    [InlineData("a=1%", 0)]
    [InlineData("a=+1%", 0)]
    [InlineData("a=-1%", 0)]
    [InlineData("a=0.9%", 7)]
    [InlineData("a=+9", 7)]
    [InlineData("a=+10", 0)]
    [InlineData("a=-0", 0)]
    [InlineData("b=+0", 0)]
    [InlineData("b=-0.1", 0)]
    [InlineData("b=-0.09", 7)]
    [InlineData("c=1", 7)] // neither has it
    public void Limits_hold_growth_and_fall(string limit, int exitCode)
    {
        Reports("""{ "a": 1000, "b": 0.9 }""", """{ "a": 1010, "b": 0.8 }""");
        AdcRun run = Compare("--limit", limit);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 7, run.Error.Contains("error ADC8006", StringComparison.Ordinal));
    }

    [Fact]
    public void A_figure_beyond_its_limit_is_told_with_both_values()
    {
        Reports("""{ "a": 1000 }""", """{ "a": 1010 }""");
        Compare("--limit", "a=+0.5%").Failed(7, "error ADC8006: a moves from 1,000 to 1,010, further than its limit +0.5% allows");
    }

    [Fact]
    public void Arrays_are_compared_by_their_distance()
    {
        string one = folder.Write("a.npy", NpyArray.Of(new sbyte[] { 1, 2, 3, 4 }, 2, 2)), other = folder.Write("b.npy", NpyArray.Of(new sbyte[] { 1, 2, 5, 4 }, 2, 2));
        Assert.Equal("no figure differs\n", AdcRun.Of("compare", one, one, "--limit", "max_abs=0").Succeeded().Output);
        Assert.Matches(@"max_abs +0 +2\nmean_abs +0 +0\.5\ndifferent +0 +1\n", AdcRun.Of("compare", one, other, "--limit", "max_abs=2").Succeeded().Output);
        AdcRun.Of("compare", one, other, "--limit", "max_abs=1").Failed(7, "ADC8006: max_abs moves from 0 to 2");
        string nan = folder.Write("c.npy", NpyArray.Of(new[] { 1f, float.NaN, 3, 4 }, 2, 2));
        AdcRun.Of("compare", one, nan, "--limit", "max_abs=100").Failed(7, "ADC8006");
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        string one = folder.Write("a.npy", NpyArray.Of(new sbyte[4], 2, 2)), other = folder.Write("b.npy", NpyArray.Of(new sbyte[4], 4));
        AdcRun.Of("compare", one, other).Failed(7, "error ADC8007", "their shapes are [2,2] and [4]");
        AdcRun.Of("compare", folder.Write("a.json", "{"), other).Failed(7, "error ADC8007", "no JSON");
        string none = folder.Write("none.json", "{}"), some = folder.Write("some.json", """{ "macs": 4 }""");
        AdcRun.Of("compare", none, none).Failed(7, "error ADC8007", $"'{none}' holds no figures");
        AdcRun.Of("compare", some, none).Failed(7, "error ADC8007", $"'{none}' holds no figures");
        AdcRun.Of("compare", one, folder["nowhere.npy"]).Failed(6, "error ADC1101");
        AdcRun.Of("compare", one, one, "--limit", "max_abs").Failed(2, "--limit 'max_abs': expected NAME=5%");
    }

    public void Dispose() => folder.Dispose();

    private void Reports(string before, string after)
    {
        folder.Write("a.json", before);
        folder.Write("b.json", after);
    }

    private AdcRun Compare(params string[] more) => AdcRun.Of(["compare", folder["a.json"], folder["b.json"], .. more]);
}
