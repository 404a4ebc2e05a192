using System.Text.Json;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.Reports;

public sealed class LayerCsvTests(CompiledSmall small) : IClassFixture<CompiledSmall>
{
    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Holds_the_layers_of_the_report_for_scripts()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(small.Output("report.json")));
        string[] lines = File.ReadAllText(small.Output("layers.csv")).Split("\r\n");
        string[] headings = lines[0].Split(',');
        JsonElement[] layers = [.. report.RootElement.GetProperty("layers").EnumerateArray()];
        Assert.Equal(layers.Length + 2, lines.Length); // headings, and nothing behind the last line
        foreach ((JsonElement layer, string line) in layers.Zip(lines.Skip(1)))
        {
            string[] cells = line.Split(','); // no cell of this model holds a comma before the reason
            Assert.All(["index", "name", "opcode", "engine", "macs", "ops", "cpu_cycles", "instructions", "flash_bytes"],
                name => Assert.Equal(layer.GetProperty(name).ToString(), cells[Array.IndexOf(headings, name)]));
            Assert.Empty(cells[Array.IndexOf(headings, "accelerator_cycles")]);
        }
    }

    [Fact]
    public void Quotes_what_would_end_a_cell()
    {
        using var folder = new WorkFolder();
        var model = SmallModel.Build();
        folder.Write("small.tflite", model with
        {
            Subgraphs = [.. model.Subgraphs.Select(subgraph => subgraph with { Tensors = [.. subgraph.Tensors.Select(tensor => tensor with { Name = $"a,\"b\"\n{tensor.Name}" })] })],
        });
        folder.Write("small.yaml", SmallModel.Yaml());
        AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--set", "small.reports.formats=[csv]").Succeeded();
        Assert.Contains("\r\n2,\"a,\"\"b\"\"\nStatefulPartitionedCall:0\",SOFTMAX,cpu,", File.ReadAllText(folder["outputs/small/layers.csv"]), StringComparison.Ordinal);
    }
}
