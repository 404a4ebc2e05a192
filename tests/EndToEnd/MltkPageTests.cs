using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>docs/mltk-anomaly-detection.rst: what adc and the vendor's tool kit say of one model, side by side, made from both.</summary>
/// <remarks>A difference leaves mltk-anomaly-detection.received.txt beside the page, to be renamed if it is right.</remarks>
public sealed class MltkPageTests
{
    private const string Model = "mltk_ad/anomaly_detection.tflite";

    [SharedFact]
    public void The_page_holds_the_figures_of_today()
    {
        if (ToolTheoryAttribute.Missing(["arm-none-eabi-gcc", "libunicorn.so.2"]) is not null)
        {
            return; // the profile's figures come from the emulated board
        }

        string page = Path.Combine(Repository.Root, "docs", "mltk-anomaly-detection.rst"), received = Path.ChangeExtension(page, ".received.txt"), expected = Page();
        if (!File.Exists(page) || File.ReadAllText(page) != expected)
        {
            File.WriteAllText(received, expected);
            Assert.Fail("mltk-anomaly-detection.rst is not what is computed today; the new text stands beside it");
        }

        File.Delete(received);
    }

    /// <summary>Both sums of the tool kit, from the shapes that its own tables show.</summary>
    [SharedFact]
    public void Each_of_the_tool_kits_counts_of_operations_follows_from_its_rules()
    {
        List<string[]> rows = SummaryRows(File.ReadAllText(Repository.InShared("design", "mltk-anomaly-detection.md")));
        long Elements(string tensor) => tensor.Split(' ')[0].Split('x').Aggregate(1L, (product, extent) => product * long.Parse(extent, CultureInfo.InvariantCulture));
        long Sum(string opcode, Func<string[], long> count) => rows.Where(row => row[1] == opcode).Sum(count);
        long macs = Sum("fully_connected", row => Elements(row[2]) * Elements(row[3])), biases = Sum("fully_connected", row => Elements(row[3]));
        long edges = (4 * Sum("quantize", row => Elements(row[3]))) + (2 * Sum("dequantize", row => Elements(row[3])));
        long activations = 2 * Sum("fully_connected", row => row[4].EndsWith("relu", StringComparison.Ordinal) ? Elements(row[3]) : 0);
        long moves = Sum("reshape", row => Elements(row[3]));

        Assert.Equal((264_192, 2_064, 1_280), (macs, activations, moves));
        Assert.Equal(535_960, (2 * macs) + biases + edges + activations); // the profile: 535.9 k
        Assert.Equal(535_176, (2 * macs) + biases + edges + moves); // the summary: 535.176 k
        Assert.Equal(535_960, Report("summarize").GetProperty("ops").GetInt64());
    }

    private static string Page()
    {
        string published = File.ReadAllText(Repository.InShared("design", "mltk-anomaly-detection.md"));
        JsonElement summary = Report("summarize"), profile = Report("profile");
        var text = new StringBuilder();
        text.Append(
            """
            The vendor's anomaly detector, by the vendor's tool kit and by adc
            ==================================================================

            One model file, the reference model ``anomaly_detection`` of Silicon Labs' MLTK, as that tool kit shows it and as ``adc`` does. The
            figures of the tool kit are those of its documentation, profiled on a board; those of ``adc`` are modelled cycles at 78 MHz, from the
            `accelerator's cycle model <mvp-cycle-model.rst>`__ and that `of the core <core-cycle-model.rst>`__. A test makes this page.

            Summary
            -------

            ``mltk summarize anomaly_detection --tflite`` beside ``adc summarize anomaly_detection.tflite``. The batch of 1 is left out by the tool
            kit; inputs are separated by semicolons.

            .. csv-table::
               :header: "", "opcode", "MLTK: inputs", "outputs", "config", "adc: inputs", "outputs", "config"


            """);
        foreach ((string[] theirs, JsonElement ours) in SummaryRows(published).Zip(summary.GetProperty("layers").EnumerateArray()))
        {
            Assert.Equal(theirs[1], ours.GetProperty("opcode").GetString()!.ToLowerInvariant());
            Row(text, theirs[0], theirs[1], theirs[2], theirs[3], theirs[4], Tensors(ours, "inputs"), Tensors(ours, "outputs"), ours.GetProperty("config").GetString()!);
        }

        text.Append("\n.. csv-table::\n   :header: \"\", \"MLTK\", \"adc\"\n\n");
        Row(text, "multiply-adds", "264.192 k", Whole(summary, "macs"));
        Row(text, "operations", "535.176 k", Whole(summary, "ops"));
        Row(text, "file (B)", "280.3 kB", Whole(summary, "file_bytes"));
        Dictionary<string, string> noted = summary.GetProperty("properties").EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!, entry => entry.GetProperty("value").GetString()!);
        foreach ((string key, string shown) in (ReadOnlySpan<(string, string)>)[("name", "Name"), ("version", "Version"), ("description", "Description"), ("classes", "Classes"), ("hash", "hash"), ("date", "date"), ("runtime_memory_size", "runtime_memory_size"), ("samplewise_norm.rescale", "samplewise_norm.rescale"), ("samplewise_norm.mean_and_std", "samplewise_norm.mean_and_std")])
        {
            Row(text, key, Regex.Match(published, $"(?m)^{Regex.Escape(shown)}: (.*)$").Groups[1].Value, noted[key]);
        }

        text.Append(
            """

            What differs:

            * Shapes: ``adc`` keeps the batch, since the compiled code does.
            * Config: the tool kit names the kind of options, ``adc`` what they say, and nothing where they say nothing.
            * Operations: ``adc`` counts as the tool kit's profiler does (two for a multiply-add, one for a bias, two for an activation, four to
              quantize and two to dequantize an element). The tool kit's summary has rules of its own: it leaves out the activations of dense layers
              (2 for each of 1,032 outputs, 2,064 fewer) and counts one for each element that a reshape moves (2 reshapes of 640, 1,280 more),
              which is 784 fewer in all.
            * Hash, date, run-time memory: the documentation was written for an earlier file of the same network; the file's own entries are shown.

            Profile
            -------

            ``mltk profile anomaly_detection --device --accelerator MVP`` beside ``adc profile anomaly_detection.tflite``.

            .. csv-table::
               :header: "", "opcode", "ops: MLTK", "adc", "MVP cycles: MLTK", "adc", "CPU cycles: MLTK", "adc"


            """);
        Dictionary<string, Queue<JsonElement>> layers = profile.GetProperty("layers").EnumerateArray().GroupBy(layer => layer.GetProperty("opcode").GetString()!.ToLowerInvariant())
            .ToDictionary(group => group.Key, group => new Queue<JsonElement>(group));
        foreach (string[] theirs in ProfileRows(published))
        {
            bool isThere = layers.TryGetValue(theirs[1], out Queue<JsonElement>? open) && open.Count > 0;
            JsonElement layer = isThere ? open!.Dequeue() : default;
            Row(
                text, theirs[0], theirs[1], theirs[2], isThere ? Whole(layer, "ops") : "folded away", theirs[4], isThere && layer.TryGetProperty("accelerator_cycles", out _) ? Whole(layer, "accelerator_cycles") : "",
                theirs[5], isThere ? Whole(layer, "cpu_cycles") : "");
        }

        JsonElement cycles = profile.GetProperty("cycles");
        text.Append("\n.. csv-table::\n   :header: \"\", \"MLTK\", \"adc\"\n\n");
        Row(text, "flash (B)", "280.2 k, the model file alone", $"{Whole(profile.GetProperty("memory"), "flash_bytes")}, with all code");
        Row(text, "RAM (B)", "9.6 k", $"{Whole(profile.GetProperty("memory"), "ram_bytes")}, of which {Whole(profile.GetProperty("memory").GetProperty("ram"), "pinned_constants")} are weights");
        Row(text, "operations", "535.9 k", Whole(profile.GetProperty("model"), "ops"));
        Row(text, "multiply-adds", "264.2 k", Whole(profile.GetProperty("model"), "macs"));
        Row(text, "layers", "17", profile.GetProperty("layers").GetArrayLength().ToString(CultureInfo.InvariantCulture));
        Row(text, "accelerator cycles", "406.4 k", Whole(cycles, "accelerator"));
        Row(text, "CPU cycles", "147.0 k", Whole(cycles, "cpu"));
        Row(text, "CPU utilisation", "27.2 %", profile.GetProperty("profile").GetProperty("cpu_utilisation").GetDouble().ToString("P1", CultureInfo.InvariantCulture));
        Row(text, "time (ms)", "6.9", (1000 * cycles.GetProperty("time_s").GetDouble()).ToString("F2", CultureInfo.InvariantCulture));
        Row(text, "inferences a second", "144.3", cycles.GetProperty("inferences_per_second").GetDouble().ToString("F1", CultureInfo.InvariantCulture));
        text.Append(
            """

            What differs:

            * The tail (shape, strided slice, pack) computes a shape that is known for a batch of one: ``adc`` folds it, and reshapes cost nothing.
            * Accelerator: inputs are scaled once a layer instead of for each output, two accumulators hide the waits, and weights lie in RAM as far as
              it goes (``memory.constants``), where no flash line is waited for.
            * CPU: programs are prepared at compile time, and only words that change are written. Quantizing and dequantizing are the rest; int8 inputs
              and outputs do without them.
            * RAM: the tool kit's figure leaves weights in flash; ``memory.constants: flash`` does the same here.
            * Kinds: the tool kit's cycles were measured on a board, those of ``adc`` are modelled and have not been.

            """);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static JsonElement Report(string command)
    {
        AdcRun run = AdcRun.Of(command, Repository.Model(Model), "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("reports")[0];
    }

    /// <summary>Rows of the published summary; further inputs of an operator stand on lines of their own there.</summary>
    private static List<string[]> SummaryRows(string published)
    {
        List<string[]> rows = [];
        foreach (string[] cells in Cells(published.Split("Total MACs")[0]).Where(cells => cells.Length == 5 && cells[0] != "Index"))
        {
            if (cells[0].Length > 0)
            {
                rows.Add(cells);
            }
            else
            {
                rows[^1][2] += $"; {cells[2]}";
            }
        }

        return rows;
    }

    private static IEnumerable<string[]> ProfileRows(string published) => Cells(published.Split("Model Layers")[1]).Where(cells => cells.Length == 10 && cells[0] != "Index");

    private static IEnumerable<string[]> Cells(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static string Tensors(JsonElement layer, string list) => string.Join("; ", layer.GetProperty(list).EnumerateArray().Select(tensor =>
        $"{string.Join('x', tensor.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()))} {tensor.GetProperty("type").GetString()}".Trim()));

    private static string Whole(JsonElement element, string name) => element.GetProperty(name).GetInt64().ToString("N0", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, params string[] cells) => text.Append("   ").Append(string.Join(", ", cells.Select(cell => $"\"{cell}\""))).Append('\n');
}
