using System.Xml.Linq;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class ViewCommandTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Draws_operators_with_engine_shape_and_folded_constants()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("view", folder["small.tflite"], "--output", folder["v.svg"], "--accelerator", "none").Succeeded();
        Assert.Equal($"  file      {folder["v.svg"]}: 3 operators, as compiled\n", run.Output);
        XElement[] boxes = Boxes(folder["v.svg"]);
        Assert.Equal(["input", "cpu", "cpu", "cpu", "output"], boxes.Select(box => ((string)box.Attribute("class")!).Split(' ')[1]));
        string facts = (string)boxes[1].Attribute("data-facts")!;
        Assert.Matches(
            @"^layer\s0 engine\sCPU why\s.+ multiply-adds\s30 attributes\s\+ RELU reads\sserving_default_x:0: int8 \[1,6\] scale 0\.05\d* zero -3 constant\ssequential/dense/MatMul.+: int8 \[5,6\] .+ from\ssmall.tflite\[op 0, ",
            facts.ReplaceLineEndings(" "));
        Assert.Equal(4, XDocument.Load(folder["v.svg"]).Descendants(Svg + "path").Count(path => (string?)path.Attribute("class") == "arrow"));
    }

    [Fact]
    public void Shows_the_graph_of_the_file_when_that_is_asked_for()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("view", folder["small.tflite"], "--output", folder["v.svg"], "--source").Succeeded();
        Assert.Equal(["input", "plain", "plain", "plain", "output"], Boxes(folder["v.svg"]).Select(box => ((string)box.Attribute("class")!).Split(' ')[1]));
        AdcRun.Of("view", folder["small.tflite"], "--output", folder["v.svg"], "--accelerator", "none").Succeeded();
        Assert.DoesNotContain(Boxes(folder["v.svg"]), box => (string?)box.Attribute("class") == "box mvp");
    }

    [Fact]
    public void A_compiled_folder_is_drawn_with_its_branches()
    {
        using var folder = new WorkFolder();
        var draft = new GraphDraft("fork");
        TensorType type = GraphDraft.Int8(0.1f, 0, 1, 8), added = GraphDraft.Int8(0.2f, 0, 1, 8);
        TensorId x = draft.Input("x", type), y = draft.Input("y", type);
        TensorId left = draft.Add(new Tanh(), "left", GraphDraft.Int8(1f / 128, 0, 1, 8), x);
        TensorId sum = draft.Add(new Add(Activation.None), "sum", added, x, y);
        TensorId all = draft.Add(new Add(Activation.None), "all", added, left, sum);
        folder.Write("fork.tflite", GraphFile.Of(draft.Build(all, sum)));
        folder.Write("fork.yaml", "fork:\n  tflite_model: fork.tflite\n  target: { accelerator: none }\n");
        AdcRun.Of("compile", folder["fork.yaml"], "--no-build").Succeeded();

        AdcRun.Of("view", folder["outputs/fork"], "--output", folder["folder.svg"]).Succeeded();
        AdcRun.Of("view", folder["fork.tflite"], "--output", folder["model.svg"], "--accelerator", "none").Succeeded();

        Assert.Equal(["b0>b2", "b0>b3", "b1>b2", "b2>b4", "b2>b6", "b3>b4", "b4>b5"], Arrows(folder["folder.svg"]));
        Assert.Equal(Arrows(folder["model.svg"]), Arrows(folder["folder.svg"]));
        Assert.Equal("INPUT x, int8 [1,8]", (string?)Boxes(folder["folder.svg"])[0].Attribute("aria-label"));
        AdcRun.Of("view", folder["outputs/fork"], "--output", folder["v.svg"], "--source").Failed(2, "is a compiled folder", "leave --source out");
    }

    [Fact]
    public void Tells_what_was_drawn()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("images.tflite", SmallImages.Build());
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        string Text(string model, params string[] more) => Masked.Paths(AdcRun.Of(["view", model, "--output", folder["v.svg"], .. more]).Succeeded().Output, folder);
        Snapshot.Verify(Text(folder["images.tflite"]) + Text(folder["images.tflite"], "--source") + Text(SampleFiles.FloatModel, "--source") + Text(folder["outputs/small"]) + Text(SampleFiles.Int8Model));
    }

    [Fact]
    public void A_model_that_cannot_be_compiled_can_be_seen()
    {
        using var folder = new WorkFolder();
        var draft = new GraphDraft("large");
        TensorId x = draft.Input("x", GraphDraft.Int8(0.1f, 0, 1, 300_000));
        folder.Write("large.tflite", GraphFile.Of(draft.Build(draft.Add(new Tanh(), "y", GraphDraft.Int8(1f / 128, 0, 1, 300_000), x))));
        AdcRun run = AdcRun.Of("view", folder["large.tflite"], "--output", folder["v.svg"]).Succeeded();
        Assert.Contains("engines   unknown: adc cannot compile the model as it stands (ADC5001", run.Output, StringComparison.Ordinal);
        Assert.Equal(["box input", "box plain", "box output"], Boxes(folder["v.svg"]).Select(box => (string)box.Attribute("class")!));
    }

    [Fact]
    public void Hostile_names_stay_names()
    {
        const string Hostile = "</text></svg><script>alert(1)</script>\"'&\u0001";
        using var folder = new WorkFolder();
        TfLiteModel model = SmallModel.Build();
        folder.Write("small.tflite", model with { Subgraphs = [.. model.Subgraphs.Select(subgraph => subgraph with { Tensors = [.. subgraph.Tensors.Select((tensor, index) => tensor with { Name = $"{Hostile}{index}" })] })] });
        AdcRun.Of("view", folder["small.tflite"], "--output", folder["v.svg"]).Succeeded();
        AdcRun.Of("view", folder["small.tflite"], "--output", folder["v.html"]).Succeeded();
        Assert.Contains("</text></svg><script>alert(1)</script>\"'&\\u0001", (string)Boxes(folder["v.svg"])[0].Attribute("data-facts")!, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", File.ReadAllText(folder["v.html"]), StringComparison.Ordinal);
        Assert.DoesNotMatch(@" (style|on[a-z]+)=""", File.ReadAllText(folder["v.html"]));
    }

    [Theory]
    [InlineData("view", 2, "'v.png': the name must end with .html or .svg", "small.tflite", "v.png")]
    [InlineData("view", 6, "ADC1101", "nowhere.tflite", "v.svg")]
    [InlineData("view", 6, "ADC1117", ".", "v.svg")]
    [InlineData("view", 8, "ADC", "small.tflite", "small.yaml/v.svg")]
    public void What_is_wrong_is_said_and_nothing_is_left(string command, int exitCode, string words, string model, string output)
    {
        using WorkFolder folder = SmallModel.Folder();
        string[] before = [.. folder.Listing];
        AdcRun.Of(command, folder[model], "--output", output.Contains('/', StringComparison.Ordinal) || output.EndsWith("svg", StringComparison.Ordinal) ? folder[output] : output).Failed(exitCode, words);
        Assert.Equal(before, folder.Listing);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"model":{"name":null,"inputs":[],"outputs":[]},"layers":[]}""")]
    [InlineData("""{"model":{"name":"m","inputs":[],"outputs":[]},"layers":[{"index":0,"name":"a","opcode":"ADD","engine":"cpu","reason":"","reads":{"inputs":[],"layers":[0]},"input_shapes":[],"output_shapes":[]}]}""")]
    [InlineData("""{"model":{"name":"m","inputs":[],"outputs":[]},"layers":[{"index":0,"name":"a","opcode":"ADD","engine":"cpu","reason":"","reads":{"inputs":[-1],"layers":[]},"input_shapes":[],"output_shapes":[]}]}""")]
    [InlineData("""{"model":{"name":"m","inputs":[],"outputs":[]},"layers":[{"index":0,"name":7,"opcode":"ADD","engine":"cpu","reason":"","reads":{"inputs":[],"layers":[]},"input_shapes":[],"output_shapes":[]}]}""")]
    public void A_folder_with_a_damaged_report_is_refused(string report)
    {
        using var folder = new WorkFolder();
        folder.Write("report.json", report);
        AdcRun.Of("view", folder.Path, "--output", folder["v.svg"]).Failed(6, "ADC1117", "report.json is damaged");
        Assert.Equal(["report.json"], folder.Listing);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("view", folder["small.tflite"], "--output", folder["one.html"]).Succeeded();
        AdcRun.Of("view", folder["small.tflite"], "--output", folder["two.html"]).Succeeded();
        Assert.Equal(File.ReadAllText(folder["one.html"]), File.ReadAllText(folder["two.html"]));
    }

    private static XElement[] Boxes(string path) => [.. XDocument.Load(path).Descendants(Svg + "g").Where(group => ((string?)group.Attribute("class"))?.StartsWith("box ", StringComparison.Ordinal) ?? false)];

    private static string[] Arrows(string path) => [.. XDocument.Load(path).Descendants(Svg + "path").Where(arrow => (string?)arrow.Attribute("class") == "arrow")
        .Select(arrow => $"{(string?)arrow.Attribute("data-from")}>{(string?)arrow.Attribute("data-to")}").Order(StringComparer.Ordinal)];
}
