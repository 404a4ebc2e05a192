using System.Text.Json;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Lowering.Mvp;
using Adc.Tests.Pipeline;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Test data on the emulated board, where somebody asks for it; and how far layers are off.</summary>
public sealed class BoardColumnTests : IDisposable
{
    private readonly WorkFolder folder = new();

    [BoardFact]
    public void The_column_board_runs_the_first_rows_and_equals_the_one_before()
    {
        Write("reference: { run: [int8, mvp, board] }\n  test_labels: y.npy");
        AdcRun run = AdcRun.Of("evaluate", folder["net.yaml"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\n +int8 +mvp +board\n", run.Output);
        Assert.Matches(@"\n    rows +130 +130 +100\n", run.Output);
        Assert.Matches(@"board from mvp +100\.00%", run.Output);
        Assert.Contains("first 100 rows: mean 0.000", run.Output, StringComparison.Ordinal);

        AdcRun.Of("compile", folder["net.yaml"]);
        JsonElement report = Report(), board = report.GetProperty("comparison").GetProperty("board");
        Assert.Equal((100, "mvp", 0), (board.GetProperty("rows").GetInt32(), board.GetProperty("versus").GetString(), board.GetProperty("max_abs_lsb").GetDouble()));
        Assert.Equal(4, board.GetProperty("exact_rows").GetInt32());
        Assert.Equal(100, report.GetProperty("metrics").GetProperty("columns").GetProperty("board").GetProperty("rows").GetInt32());
        Assert.Equal(130, report.GetProperty("comparison").GetProperty("mvp").GetProperty("rows").GetInt32());
    }

    [Fact]
    public void Without_a_build_the_column_is_left_out_with_a_warning()
    {
        Write("reference: { run: [int8, board] }");
        AdcRun run = AdcRun.Of("compile", folder["net.yaml"], "--no-build");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning ADC1910: the column 'board' of reference.run has no effect: nothing is built (--no-build)", run.Error, StringComparison.Ordinal);
        Assert.False(Report().GetProperty("metrics").GetProperty("columns").TryGetProperty("board", out _));
    }

    [ToolTheory("arm-none-eabi-gcc")]
    [InlineData(3, "error ADC8004: the column board differs from int8 by up to 3 steps")]
    [InlineData(0, "")]
    public void A_board_that_computes_something_else_is_an_error(int off, string problem)
    {
        Write("reference: { run: [int8, board] }\n  target: { accelerator: none }");
        var diagnostics = new DiagnosticBag();
        ModelConfig config = ConfigReader.Read(File.ReadAllBytes(folder["net.yaml"]), folder["net.yaml"], ConfigOptions.Default, diagnostics)!.Models[0];
        var board = new StrayingBoard(folder["net.tflite"], off);
        TestResult? result = new EvaluationJob(new StandInEngines(board)).Run(config, diagnostics, CancellationToken.None);

        Assert.Equal(100, result!.Columns.Single(column => column.Column == ReferenceColumn.Board).Rows);
        Assert.Contains(problem, string.Join('\n', diagnostics.All), StringComparison.Ordinal);
        Assert.Equal(problem.Length > 0, diagnostics.HasErrors);
        Assert.True(board.IsDisposed);
    }

    [ToolFact("arm-none-eabi-gcc")]
    public void A_board_that_faults_is_reported()
    {
        Write("reference: { run: [int8, board] }\n  target: { accelerator: none }");
        var diagnostics = new DiagnosticBag();
        ModelConfig config = ConfigReader.Read(File.ReadAllBytes(folder["net.yaml"]), folder["net.yaml"], ConfigOptions.Default, diagnostics)!.Models[0];
        Assert.Null(new EvaluationJob(new StandInEngines(new FaultingBoard(""))).Run(config, diagnostics, CancellationToken.None));
        Assert.Contains(diagnostics.All, diagnostic => diagnostic.Code == "ADC7005");
    }

    [Fact]
    public void Layers_of_the_running_network_are_compared_and_drawn()
    {
        Write("get_histogram_plot: true");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build");
        JsonElement layer = Report().GetProperty("layers")[0].GetProperty("in_network");
        Assert.Equal(
            ["rows", "max_abs_lsb", "mean_abs_lsb", "within_one_ratio", "exact_ratio", "cosine", "snr_db", "histogram"],
            layer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(128 * 48, layer.GetProperty("histogram").EnumerateArray().Sum(count => count.GetInt64()));

        string page = File.ReadAllText(folder["outputs/net/net_histograms.html"]);
        Assert.Contains("<figcaption>Output: mvp from int8</figcaption>", page, StringComparison.Ordinal);
        Assert.Contains("<figcaption>Layer 0: dense&lt;img onerror&gt;0 (FULLY_CONNECTED, mvp)</figcaption>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var xml = new System.Xml.XmlDocument();
        foreach (System.Text.RegularExpressions.Match svg in System.Text.RegularExpressions.Regex.Matches(page, "<svg.*?</svg>", System.Text.RegularExpressions.RegexOptions.Singleline))
        {
            xml.LoadXml(svg.Value); // well-formed
            Assert.NotEmpty(xml.GetElementsByTagName("rect"));
        }
    }

    [Fact]
    public void Nothing_is_drawn_unless_that_is_asked_for()
    {
        Write("log_level: info");
        AdcRun.Of("compile", folder["net.yaml"], "--no-build");
        Assert.DoesNotContain(folder.Listing, path => path.EndsWith("_histograms.html", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private void Write(string keys)
    {
        Graph graph = RandomFullyConnected.Chain(5, 40, 48, 32);
        Graph named = graph with
        {
            Tensors = graph.Tensors.Select(tensor => tensor with { Name = tensor.Name.Replace("dense", "dense<img onerror>", StringComparison.Ordinal) }).ToSequence(),
        };
        folder.Write("net.tflite", GraphFile.Of(named));
        sbyte[] values = new sbyte[130 * 40];
        new Random(3).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        folder.Write("x.npy", NpyArray.Of(values, 130, 40));
        folder.Write("y.npy", NpyArray.Of(Enumerable.Range(0, 130).Select(row => row % 20).ToArray(), 130));
        folder.Write("net.yaml", $"net:\n  tflite_model: net.tflite\n  test_data: x.npy\n  compare: {{ on_fail: warn }}\n  {keys}\n");
    }

    private JsonElement Report()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["outputs/net/report.json"]));
        return report.RootElement.Clone();
    }

    /// <summary>The reference with some steps added to the first output of every row.</summary>
    private sealed class StrayingBoard(string model, int off) : IBoardSession
    {
        private readonly Graph graph = Adc.Compiler.Frontends.TfLite.TfLiteFrontend.Read(File.ReadAllBytes(model), "net.tflite", new DiagnosticBag())!;

        public string Console => "";

        public bool IsDisposed { get; private set; }

        public void Reset()
        {
        }

        public Sequence<ConstantData> Invoke(Sequence<ConstantData> inputs)
        {
            byte[] output = new Adc.Simulator.Engines().Reference(graph, Rounding.Tflm, [inputs], CancellationToken.None)[0][0].Bytes.ToArray();
            output[0] = (byte)(sbyte)((sbyte)output[0] > 100 ? (sbyte)output[0] - off : (sbyte)output[0] + off);
            return [new ConstantData(output)];
        }

        public IReadOnlyList<byte[]> InvokeLayers(Sequence<ConstantData> inputs, IReadOnlyList<string> layers, int arenaSizeInBytes) => [];

        public BoardMeasurement Measure(string invoke, IReadOnlyList<string> layers) => new(0, [], 0);

        public void Dispose() => IsDisposed = true;
    }
}
