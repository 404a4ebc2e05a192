using System.Text.Json;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.Reports;

/// <summary>report.json is a contract: keys are added, never renamed.</summary>
public sealed class JsonReportTests(CompiledSmall small) : IClassFixture<CompiledSmall>
{
    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Has_these_keys_after_a_whole_compilation()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(small.Output("report.json")));
        Snapshot.Verify(string.Join('\n', Paths(report.RootElement, "").Distinct()) + "\n");
    }

    [Fact]
    public void Leaves_out_what_was_not_obtained()
    {
        using JsonDocument report = ReportWithoutBuild();
        JsonElement memory = report.RootElement.GetProperty("memory");
        Assert.False(report.RootElement.TryGetProperty("cycles", out _));
        Assert.False(report.RootElement.TryGetProperty("comparison", out _));
        Assert.All(["flash_bytes", "flash", "image_bytes", "stack_bytes"], key => Assert.False(memory.TryGetProperty(key, out _), key));
        Assert.True(memory.GetProperty("ram_bytes").GetInt32() >= memory.GetProperty("ram").GetProperty("arena").GetInt32());
        Assert.All(report.RootElement.GetProperty("layers").EnumerateArray(), layer => Assert.False(layer.TryGetProperty("cpu_cycles", out _)));
    }

    [Fact]
    public void Describes_the_model_and_its_edges()
    {
        using JsonDocument report = ReportWithoutBuild();
        JsonElement model = report.RootElement.GetProperty("model"), input = model.GetProperty("inputs")[0];
        Assert.Equal("adc.report/1", report.RootElement.GetProperty("schema").GetString());
        Assert.Equal("small.tflite", model.GetProperty("file").GetString());
        Assert.Equal(45, model.GetProperty("macs").GetInt64());
        Assert.Equal(53, model.GetProperty("parameters").GetInt64());
        Assert.Equal(("serving_default_x:0", "int8", 0.05f, -3), (
            input.GetProperty("name").GetString(), input.GetProperty("type").GetString(), input.GetProperty("scale").GetSingle(), input.GetProperty("zero_point").GetInt32()));
        Assert.Equal([1, 6], input.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()));
    }

    [Fact]
    public void Warnings_stand_in_it_without_folders()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder.Write("warned.yaml", SmallModel.Yaml() + "  frobnicate: 3\n"), "--no-build", "--compat", "axon");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(folder["outputs/small/report.json"]));
        JsonElement warning = Assert.Single(report.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(("ADC1910", "warning", "warned.yaml(4,3)"), (
            warning.GetProperty("code").GetString(), warning.GetProperty("severity").GetString(), warning.GetProperty("origin").GetString()));
        Assert.Contains("\n== diagnostics\nwarned.yaml(4,3): warning ADC1910: ", File.ReadAllText(folder["outputs/small/adc.log"]), StringComparison.Ordinal);
    }

    private static JsonDocument ReportWithoutBuild()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        return JsonDocument.Parse(File.ReadAllText(folder["outputs/small/report.json"]));
    }

    private static IEnumerable<string> Paths(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Paths(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array when element.GetArrayLength() > 0 => element.EnumerateArray().SelectMany(item => Paths(item, $"{path}[]")),
        _ => [$"{path}: {Kind(element)}"],
    };

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "empty list",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
