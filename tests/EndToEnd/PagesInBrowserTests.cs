using System.Text.Json;
using Adc.Tests.Cli;
using Adc.Tests.Reports.Html;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The pages that adc writes, in a browser.</summary>
public sealed class PagesInBrowserTests(CompiledSample sample) : IClassFixture<CompiledSample>
{
    private const string Gcc = "arm-none-eabi-gcc", Emulator = "libunicorn.so.2";

    [BrowserFact(Gcc, Emulator, "cc")]
    public void The_report_opens_without_a_word_and_shows_the_figures_of_the_report_for_scripts()
    {
        (string document, string[] console) = Chromium.Open(sample.Page);
        Assert.Empty(console);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(sample.Page)!, "report.json")));
        (string Key, string Value)[] figures = PageFigures.Of(document);
        Assert.Equal(
            ["cycles.time_s", "cycles.total", "cycles.energy_j", "memory.flash_bytes", "memory.ram_bytes", "comparison.mvp.mean_abs_lsb", "metrics.columns.mvp.auc"], figures.Select(figure => figure.Key));
        PageFigures.AssertEqual(report.RootElement, figures);
    }

    [BrowserFact(Gcc, Emulator, "cc")]
    public void The_report_asks_the_network_for_nothing_and_sorts_its_layers()
    {
        JsonElement seen = Chromium.Drive(sample.Page, """
            const heading = [...document.querySelectorAll(".layers th")].find((cell) => cell.textContent === "MVP cycles");
            const column = heading.cellIndex;
            heading.querySelector("button").click();
            const cells = [...document.querySelectorAll(".layers tbody tr")].map((row) => Number(row.cells[column].textContent.replaceAll(",", "")));
            return { requests: performance.getEntriesByType("resource").length, sort: heading.getAttribute("aria-sort"), cells };
            """);
        Assert.Equal((0, "descending"), (seen.GetProperty("requests").GetInt32(), seen.GetProperty("sort").GetString()));
        double[] cells = [.. seen.GetProperty("cells").EnumerateArray().Select(cell => cell.GetDouble())];
        Assert.Equal(10, cells.Length);
        Assert.Equal(cells.OrderDescending(), cells);
    }

    [BrowserFact(Gcc, Emulator, "cc")]
    public void No_page_scrolls_sideways_on_a_telephone()
    {
        const string Widths = "return [document.documentElement.scrollWidth, innerWidth];";
        Assert.All([sample.Page, sample.View], page =>
        {
            JsonElement widths = Chromium.Drive(page, Widths, 390, 844);
            Assert.Equal(390, widths[1].GetInt32());
            Assert.InRange(widths[0].GetInt32(), 300, 390);
        });
    }

    [BrowserFact(Gcc, Emulator, "cc")]
    public void The_graph_opens_without_a_word_and_holds_a_box_for_each_layer()
    {
        (string document, string[] console) = Chromium.Open(sample.View);
        Assert.Empty(console);
        Assert.Contains("id=\"stage\" class=\"live\"", document, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(sample.Page)!, "report.json")));
        Assert.All(report.RootElement.GetProperty("layers").EnumerateArray(), layer =>
            Assert.Contains($"MVP cycles\t{layer.GetProperty("accelerator_cycles").GetInt64():N0}, modelled", document, StringComparison.Ordinal));
    }

    [BrowserFact(Gcc, Emulator, "cc")]
    public void The_graph_zooms_moves_searches_and_tells_by_pointer_and_by_keyboard()
    {
        JsonElement seen = Chromium.Drive(sample.View, """
            const graph = document.getElementById("graph"), stage = document.getElementById("stage"), facts = document.getElementById("facts");
            const seenWidth = () => graph.viewBox.baseVal.width, top = () => graph.viewBox.baseVal.y;
            const press = (key, target = document.body) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
            const steps = {};
            const begin = seenWidth();
            stage.dispatchEvent(new WheelEvent("wheel", { deltaY: -300, clientX: 640, clientY: 400, cancelable: true }));
            steps.wheel = seenWidth() < begin;
            press("-"); press("-"); press("-");
            steps.minus = seenWidth() > begin;
            press("+"); press("+"); press("+");
            const high = top();
            press("ArrowDown");
            steps.arrow = top() > high;
            const search = document.getElementById("search");
            search.value = "dense_3";
            search.dispatchEvent(new Event("input"));
            steps.matches = document.querySelectorAll(".box.match").length;
            steps.found = document.getElementById("found").textContent;
            steps.told = !facts.hidden && facts.textContent.includes("dense_3");
            press("Escape", search);
            steps.silent = facts.hidden && document.querySelectorAll(".box.match").length === 0;
            const box = document.getElementById("b2");
            box.dispatchEvent(new PointerEvent("pointerenter", { pointerType: "mouse" }));
            steps.hover = !facts.hidden && facts.querySelector("h2").textContent === "FULLY_CONNECTED dense_1";
            box.dispatchEvent(new PointerEvent("pointerleave", { pointerType: "mouse" }));
            steps.leave = facts.hidden;
            box.dispatchEvent(new PointerEvent("pointerdown", { pointerId: 1, pointerType: "touch", bubbles: true }));
            box.dispatchEvent(new PointerEvent("pointerup", { pointerId: 1, pointerType: "touch", bubbles: true }));
            box.dispatchEvent(new MouseEvent("click", { bubbles: true }));
            steps.tap = !facts.hidden && box.classList.contains("chosen") && facts.textContent.includes("[1,128]");
            steps.reachable = document.querySelectorAll(".box[tabindex='0']").length;
            box.focus();
            press("ArrowDown", box);
            steps.next = document.activeElement.id;
            steps.requests = performance.getEntriesByType("resource").length;
            return steps;
            """);
        Assert.All(["wheel", "minus", "arrow", "told", "silent", "hover", "leave", "tap"], step => Assert.True(seen.GetProperty(step).GetBoolean(), $"{step}: {seen}"));
        Assert.Equal(("1/1", 1, "b3", 0), (seen.GetProperty("found").GetString(), seen.GetProperty("reachable").GetInt32(), seen.GetProperty("next").GetString(), seen.GetProperty("requests").GetInt32()));
    }
}

/// <summary>The project's own sample, compiled once, with the page of its graph.</summary>
public sealed class CompiledSample : IDisposable
{
    private readonly WorkFolder folder = new();
    private readonly Lazy<string> output;

    public CompiledSample() => output = new Lazy<string>(() =>
    {
        AdcRun.Of("compile", SampleFiles.Configuration, "--out", folder["out"]).Succeeded();
        AdcRun.Of("view", folder["out/tinyml_ad"], "--output", folder["view/view.html"]).Succeeded();
        return folder["out/tinyml_ad"];
    });

    public string Page => Path.Combine(output.Value, "report.html");

    public string View => output.Value.Length > 0 ? folder["view/view.html"] : "";

    public void Dispose() => folder.Dispose();
}
