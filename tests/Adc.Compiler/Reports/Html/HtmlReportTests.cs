using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.Reports.Html;

public sealed class HtmlReportTests(CompiledSmall small) : IClassFixture<CompiledSmall>
{
    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Its_figures_are_those_of_the_report_for_scripts()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(small.Output("report.json")));
        (string Key, string Value)[] figures = PageFigures.Of(File.ReadAllText(small.Output("report.html")));
        Assert.Equal(["cycles.time_s", "cycles.total", "cycles.energy_j", "memory.flash_bytes", "memory.ram_bytes"], figures.Select(figure => figure.Key));
        PageFigures.AssertEqual(report.RootElement, figures);
    }

    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Says_what_ran_and_which_figures_are_modelled()
    {
        string page = File.ReadAllText(small.Output("report.html"));
        Assert.Contains("<b>pass</b> Emitted C on the host exact on 4 of 4 test vectors", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Cycles <small>modelled</small></h2>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_out_what_was_not_obtained()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--no-sim").Succeeded();
        string page = File.ReadAllText(folder["outputs/small/report.html"]);
        Assert.Equal([("memory.ram_bytes", "48")], PageFigures.Of(page));
        Assert.All(["Cycles", "Test data", "Error by layer", "Programs of the MVP", "Messages", "core cycles", "modelled"], absent => Assert.DoesNotContain(absent, Body(page), StringComparison.Ordinal));
        Assert.Contains("Nothing was run", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_stay_names()
    {
        const string Hostile = "</script><img src=x onerror=alert(1)>\"'";
        using var folder = new WorkFolder();
        var model = SmallModel.Build();
        folder.Write("a&b<i>.tflite", model with
        {
            Subgraphs = [.. model.Subgraphs.Select(subgraph => subgraph with { Tensors = [.. subgraph.Tensors.Select((tensor, index) => tensor with { Name = $"{Hostile}{index}" })] })],
        });
        folder.Write("x.npy", SmallModel.Rows(6));
        folder.Write("y.npy", NpyArray.Of(Enumerable.Range(0, 6).Select(row => row % 3).ToArray(), 6));
        folder.Write("small.yaml", SmallModel.Yaml("a&b<i>.tflite") + "  test_data: x.npy\n  test_labels: y.npy\n"
            + "  classification_labels: [\"<script>alert(2)</script>\", \"{{Title}}\", \"b\\\"><svg onload=alert(3)>\"]\n  test_vectors: [0, 0, 1, 2, 3]\n");

        AdcRun.Of("compile", folder["small.yaml"], "--no-build");

        string page = File.ReadAllText(folder["outputs/small/report.html"]);
        Assert.All(["<img", "<i>.tflite", "<script>alert", "<svg onload"], harm => Assert.DoesNotContain(harm, page, StringComparison.Ordinal));
        Assert.All(["a&amp;b&lt;i&gt;.tflite", "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;", "&lt;script&gt;alert(2)&lt;/script&gt;", "{{Title}}"],
            name => Assert.Contains(name, page, StringComparison.Ordinal));
        Assert.Single(Regex.Matches(page, "<script"));
    }

    [Fact]
    public void Loads_nothing_and_lets_no_script_run_but_its_own()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        string page = File.ReadAllText(folder["outputs/small/report.html"]);
        Assert.DoesNotMatch(@"https?://|src=|@import|url\((?!#)", page);
        Assert.Contains("default-src 'none'; img-src data:; style-src 'sha256-", page, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@" (style|on[a-z]+)=""", page); // the policy would refuse them
    }

    [Fact]
    public void Warnings_come_with_their_explanations()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder.Write("warned.yaml", SmallModel.Yaml() + "  frobnicate: 3\n"), "--no-build", "--compat", "axon");
        string page = File.ReadAllText(folder["outputs/small/report.html"]);
        Assert.Matches("""<details class="message is-warning">\s*<summary><span class="tag">warning</span> <code>ADC1910</code> .*frobnicate.* <span class="origin">warned.yaml\(4,3\)</span></summary>\s*<p><b>[^<]+\.</b> [^<]+</p>\s*<p><b>Remedy:</b> [^<]+</p>""", page);
    }

    [Fact]
    public void A_thousand_layers_stay_below_two_megabytes()
    {
        const int Layers = 1000, MostCharacters = 2_000_000;
        var draft = new GraphDraft("long");
        TensorId last = draft.Input("x", GraphDraft.Int8(0.1f, 0, 1, 8));
        for (int layer = 0; layer < Layers; layer++)
        {
            last = draft.Add(new Tanh(), $"model/a_name_of_usual_length_{layer}/Tanh", GraphDraft.Int8(1f / 128, 0, 1, 8), last);
        }

        using var folder = new WorkFolder();
        folder.Write("long.tflite", GraphFile.Of(draft.Build(last)));
        AdcRun.Of("compile", folder.Write("long.yaml", "long:\n  tflite_model: long.tflite\n  target: { accelerator: none }\n"), "--no-build", "--no-sim").Succeeded();
        AdcRun.Of("view", folder["outputs/long"], "--output", folder["v.html"]).Succeeded();
        Assert.All(["outputs/long/report.html", "v.html"], path => Assert.InRange(new FileInfo(folder[path]).Length, 100_000, MostCharacters));
    }

    private static string Body(string page) => page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("<footer>", StringComparison.Ordinal)];
}
