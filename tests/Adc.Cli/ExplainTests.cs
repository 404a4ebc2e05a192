using System.Text.Json;
using Adc.Compiler.Diagnostics;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class ExplainTests
{
    [Fact]
    public void Tells_cause_and_remedy_of_a_diagnostic() => Snapshot.Verify(AdcRun.Of("explain", "adc1004").Succeeded().Output);

    [Fact]
    public void Every_diagnostic_can_be_explained_in_80_columns() => Assert.All(Catalogue.All, descriptor =>
    {
        string[] lines = AdcRun.Of("explain", descriptor.Code).Succeeded().Output.TrimEnd('\n').Split('\n');
        Assert.Equal($"{descriptor.Code}: {descriptor.Title}", lines[0]);
        Assert.True(lines.Length > 2 && lines.All(line => line.Length <= 80), string.Join('\n', lines));
    });

    [Fact]
    public void Lists_all_codes_when_none_is_given() =>
        Assert.Equal(Catalogue.All.Select(descriptor => $"{descriptor.Code}  {descriptor.Title}"), AdcRun.Of("explain").Succeeded().Output.TrimEnd('\n').Split('\n'));

    [Fact]
    public void Speaks_JSON()
    {
        using JsonDocument document = JsonDocument.Parse(AdcRun.Of("explain", "ADC7001", "--json").Succeeded().Output);
        JsonElement one = Assert.Single(document.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("ADC7001", one.GetProperty("code").GetString());
        Assert.Equal(ExitCodes.ToolchainOrOutput, one.GetProperty("exit_code").GetInt32());
    }
}
