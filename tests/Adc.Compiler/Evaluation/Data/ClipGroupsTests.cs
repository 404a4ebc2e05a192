using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Configuration;

namespace Adc.Tests.Evaluation.Data;

public sealed class ClipGroupsTests : IDisposable
{
    private readonly WorkFolder folder = new();

    [Theory]
    [InlineData("01\n02\n01\n", "01 02 01")]
    [InlineData("machine_id\r\n7\r\n8\r\n7\r\n", "7 8 7")]
    [InlineData("clip,\"Group\",label\na,x,0\nb,y,1\nc,x,0", "x y x")]
    public void Come_from_a_table(string csv, string expected)
    {
        folder.Write("g.csv", csv);
        Assert.Equal((expected, ""), Read("g.csv"));
    }

    [Fact]
    public void Come_from_an_array()
    {
        folder.Write("g.npy", NpyArray.Of(new long[] { 3, -1, 3 }, 3));
        Assert.Equal(("3 -1 3", ""), Read("g.npy"));
    }

    [Fact]
    public void A_table_without_their_column_is_refused()
    {
        folder.Write("g.csv", "clip,label\na,0\nb,1\nc,1\n");
        Assert.Equal(
            "ad.yaml(3,22): error ADC1120: anomaly.groups: 'g.csv' has the columns clip, label; none of them is called group, machine_id, machine, id",
            Read("g.csv").Problems);
    }

    [Fact]
    public void Another_number_of_them_is_refused()
    {
        folder.Write("g.csv", "01\n02\n");
        Assert.Contains("error ADC1106: anomaly.groups: 2 labels, but 3 rows or clips to group", Read("g.csv").Problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Fractions_and_missing_files_are_refused()
    {
        folder.Write("g.npy", NpyArray.Of(new[] { 0.5f, 1, 2 }, 3));
        Assert.Contains("error ADC1105", Read("g.npy").Problems, StringComparison.Ordinal);
        Assert.Contains("error ADC1101", Read("nowhere.csv").Problems, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private (string Groups, string Problems) Read(string name)
    {
        folder.Write("ad.yaml", ReadConfig.Test($"anomaly: {{ groups: {name} }}"));
        var diagnostics = new DiagnosticBag();
        ModelConfig config = ConfigReader.ReadFile(folder["ad.yaml"], ConfigOptions.Default, diagnostics)!.Models[0];
        Sequence<string>? groups = ClipGroups.Read(config, 3, diagnostics);
        string folderName = folder["ad.yaml"];
        return (string.Join(' ', groups ?? []), string.Join('\n', diagnostics.All).Replace(folderName, "ad.yaml", StringComparison.Ordinal));
    }
}
