using System.Globalization;
using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Test data with labels: what the table and the report say, and what is refused.</summary>
public sealed class TestDataTests : IDisposable
{
    private readonly WorkFolder folder = SmallModel.Folder();

    [Fact]
    public void A_classifier_is_judged_in_the_summary_and_in_the_report()
    {
        Data("test_labels: y.npy", "classification_labels: [up, down, idle]");
        AdcRun run = Compile();

        Assert.Contains("data      x.npy: 20 rows", run.Output, StringComparison.Ordinal);
        Assert.Contains("taken for (int8; a row for each right class)", run.Output, StringComparison.Ordinal);
        JsonElement metrics = Metrics();
        Assert.Equal("classification", metrics.GetProperty("task").GetString());
        Assert.Equal(["up", "down", "idle"], metrics.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        JsonElement int8 = metrics.GetProperty("columns").GetProperty("int8");
        Assert.Equal(int8.GetProperty("right").GetInt32() / 20.0, int8.GetProperty("accuracy").GetDouble());
        Assert.Equal(20, int8.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
    }

    [Fact]
    public void The_selected_rows_run_and_no_others()
    {
        Data("test_labels: y.npy", "test_vectors: [3-6, 10]");
        Compile();
        Assert.Equal(5, Metrics().GetProperty("rows").GetInt32());
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        Data("test_labels: y.npy", "reference: { threads: 1 }");
        Compile();
        string one = Metrics().GetRawText();
        Data("test_labels: y.npy", "reference: { threads: 7 }");
        Compile();
        Assert.Equal(one, Metrics().GetRawText());
    }

    [Fact]
    public void Evaluate_says_the_same_and_writes_nothing()
    {
        Data("test_labels: y.npy");
        Compile();
        string metrics = Metrics().GetRawText();
        string[] before = [.. folder.Listing];

        AdcRun run = AdcRun.Of("evaluate", folder["small.yaml"], "--json");

        using JsonDocument document = JsonDocument.Parse(run.Output);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(metrics).RootElement, document.RootElement.GetProperty("reports")[0].GetProperty("metrics")));
        Assert.Equal(before, folder.Listing);
        Assert.Contains("accuracy", AdcRun.Of("evaluate", folder["small.yaml"]).Succeeded().Output, StringComparison.Ordinal);
        AdcRun.Of("evaluate", folder.Write("bare.yaml", SmallModel.Yaml())).Failed(3, "error ADC1008: an evaluation of the test 'small' needs 'test_data'");
    }

    [Fact]
    public void Rows_of_small_outputs_are_inconclusive_when_that_is_asked_for()
    {
        Data("test_labels: y.npy", "precision_threshold: 1");
        Compile();
        JsonElement int8 = Metrics().GetProperty("columns").GetProperty("int8");
        Assert.InRange(int8.GetProperty("inconclusive").GetInt32(), 1, 20);
        Assert.True(int8.GetProperty("right").GetInt32() + int8.GetProperty("inconclusive").GetInt32() <= 20);
    }

    [Fact]
    public void Inputs_outputs_and_layers_are_recorded()
    {
        Data("get_quantized_data: true", "test_vectors: [4, 2]", "reference: { layers: all }");
        Compile();
        AdcRun.Of("run", folder["small.tflite"], "--input", folder["x.npy"], "--output", folder["y.npy"], "--all-tensors", folder["all"]).Succeeded();
        sbyte[] all = folder.ReadNpy("y.npy").ToInt8();

        NpyArray outputs = folder.ReadNpy("outputs/small/small_outputs.npy"), inputs = folder.ReadNpy("outputs/small/small_q_data.npy");
        Assert.Equal([2, 3], outputs.Shape);
        Assert.Equal([.. all[12..15], .. all[6..9]], outputs.ToInt8());
        Assert.Equal([2, 6], inputs.Shape);
        string[] layers = [.. folder.Listing.Where(path => path.StartsWith("outputs/small/layers/", StringComparison.Ordinal))];
        Assert.Equal(4, layers.Length); // input, hidden layer, logits, output
        Assert.Contains(layers, path => folder.ReadNpy(path) is { Shape: [2, 6] } input && input.Data.Span.SequenceEqual(inputs.Data.Span));
        Assert.Contains(layers, path => folder.ReadNpy(path) is { Shape: [2, 3] } output && output.Data.Span.SequenceEqual(outputs.Data.Span));
        Assert.Single(layers, path => folder.ReadNpy(path).Shape is [2, 5]);

        Data("reference: { layers: none }");
        Compile();
        Assert.DoesNotContain(folder.Listing, path => path.EndsWith("_outputs.npy", StringComparison.Ordinal) || path.Contains("/layers/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("info", true, true)]
    [InlineData("warn", false, true)]
    [InlineData("error", false, false)]
    public void The_log_holds_what_its_level_asks_for(string level, bool notes, bool warnings)
    {
        Data($"log_level: {level}", "test_vectors: [1, 1, 2]");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build");
        string log = File.ReadAllText(folder["outputs/small/adc.log"]);
        Assert.Equal(warnings, log.Contains("warning ADC1920", StringComparison.Ordinal));
        Assert.True(notes || !log.Contains("note ", StringComparison.Ordinal));
        Assert.Single(AdcRun.Of("compile", folder["small.yaml"], "--no-build").Error.Split('\n'), line => line.Contains("ADC1920", StringComparison.Ordinal));
    }

    [ToolFact("dotnet")]
    public void A_test_set_larger_than_the_memory_that_is_allowed_streams()
    {
        const int Rows = 100_000, Elements = 640;
        folder.Write("small.tflite", SmallModel.Build(inputs: Elements));
        byte[] header = NpyWriter.Header(NpyElementType.Float32, [Rows, Elements]);
        using (FileStream file = File.Create(folder["x.npy"]))
        {
            file.Write(header);
            file.SetLength(header.Length + ((long)Rows * Elements * sizeof(float))); // 256 MB of zeros that take no room on disk
        }

        folder.Write("y.npy", NpyArray.Of(new byte[Rows], Rows));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n  test_labels: y.npy\n  reference: { layers: none }\n");
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(Adc.Cli.Application).Assembly.Location, "evaluate", folder["small.yaml"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000"; // 128 MiB
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, error.Result);
        Assert.Contains("x.npy: 100,000 rows", output, StringComparison.Ordinal);
    }

    [ToolFact("/usr/bin/python3")]
    public void The_users_own_program_reads_rows_and_answers_with_metrics_when_it_may()
    {
        folder.Write("own.py", """
            import json, sys
            rows = [json.loads(line) for line in sys.stdin]
            assert [row["row"] for row in rows] == sorted(row["row"] for row in rows)
            right = sum(max(range(3), key=lambda k: row["int8"][k]) == row["label"] for row in rows)
            print(json.dumps({"rows": len(rows), "my_accuracy": right / len(rows), "remark": "not a number"}))
            """);
        Data("test_labels: y.npy", "evaluator: /usr/bin/python3 own.py");
        AdcRun.Of("evaluate", folder["small.yaml"]).Failed(6, "error ADC1115: the evaluator '/usr/bin/python3 own.py' failed: it was not started; --allow-exec lets it");

        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--allow-exec").Succeeded();

        Assert.Matches(@"my_accuracy +\d\.\d+ \(evaluator\)", run.Output);
        JsonElement metrics = Metrics();
        Assert.Equal(
            (20, metrics.GetProperty("columns").GetProperty("int8").GetProperty("accuracy").GetDouble()),
            (metrics.GetProperty("evaluator").GetProperty("rows").GetInt32(), metrics.GetProperty("evaluator").GetProperty("my_accuracy").GetDouble()));
        folder.Write("own.py", """
            import json, sys
            print(json.dumps({"sum": sum(sum(json.loads(line)["label"]) for line in sys.stdin)}))
            """);
        Data("test_labels: boxes.npy", "test_labels_format: custom", "evaluator: /usr/bin/python3 own.py");
        folder.Write("boxes.npy", NpyArray.Of(Enumerable.Range(0, 20 * 4).Select(value => value / 2f).ToArray(), 20, 2, 2));
        Assert.Matches(@"sum +1,580 \(evaluator\)", AdcRun.Of("evaluate", folder["small.yaml"], "--allow-exec").Succeeded().Output);
        Data("test_labels: y.npy", "test_labels_format: custom");
        AdcRun.Of("evaluate", folder["small.yaml"]).Failed(3, "error ADC1008: 'test_labels_format: custom' needs 'user_handle_test_labels', or an 'evaluator' that reads the labels");
        Data("evaluator: exit 3");
        AdcRun.Of("evaluate", folder["small.yaml"], "--allow-exec").Failed(6, "error ADC1115", "it ended with exit code 3");
        Data("evaluator: echo nonsense");
        AdcRun.Of("evaluate", folder["small.yaml"], "--allow-exec").Failed(6, "error ADC1115", "it printed 'nonsense', expected one JSON object of numbers");
    }

    [Fact]
    public void The_number_of_jobs_changes_no_byte()
    {
        Data();
        string test = SmallModel.Yaml().Replace("small:\n", "", StringComparison.Ordinal) + "  test_data: x.npy\n  test_labels: y.npy\n";
        folder.Write("small.yaml", string.Concat(Enumerable.Range(0, 5).Select(i => $"t{i}:\n  model_name: m{i}\n  test_vectors: [{i}-{i + 9}, {i}]\n{test}")));
        AdcRun one = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--out", folder["one"], "--jobs", "1");
        AdcRun many = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--out", folder["all"], "--jobs", "4");

        Assert.Equal((0, one.Output.Replace("/one/", "/all/", StringComparison.Ordinal), one.Error), (many.ExitCode, many.Output, many.Error));
        string[] files = [.. folder.Listing.Where(path => path.StartsWith("one/", StringComparison.Ordinal) && File.Exists(folder[path]))];
        Assert.True(files.Length > 5 * 8);
        Assert.All(files, path => Assert.Equal(File.ReadAllBytes(folder[path]), File.ReadAllBytes(folder["all" + path[3..]])));
        AdcRun.Of("compile", folder["small.yaml"], "--jobs", "0").Failed(2, "--jobs 0: expected 1 or more");
    }

    [Fact]
    public void Keys_with_several_values_give_variants_and_a_table()
    {
        Data("test_labels: y.npy", "skip_softmax_op: [false, true]");
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--jobs", "2").Succeeded();

        Assert.Contains("variants of small\n", run.Output, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(folder["outputs/small_variants.csv"]);
        Assert.Equal(3, lines.Length);
        Assert.Contains("| skip\\_softmax\\_op: true |", File.ReadAllText(folder["outputs/small_variants.md"]), StringComparison.Ordinal);
        Assert.StartsWith("small_v0,skip_softmax_op: false,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("small_v1,skip_softmax_op: true,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",0,", lines[1], StringComparison.Ordinal); // the softmax takes room and changes no decision
        Assert.EndsWith(",1,", lines[2], StringComparison.Ordinal);
        using JsonDocument without = JsonDocument.Parse(File.ReadAllBytes(folder["outputs/small_v1/report.json"]));
        Assert.Equal(2, without.RootElement.GetProperty("layers").GetArrayLength());

        AdcRun again = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--jobs", "1").Succeeded();
        Assert.Equal(run.Output, again.Output);
        Assert.Equal(lines, File.ReadAllLines(folder["outputs/small_variants.csv"]));
    }

    [Fact]
    public void An_undefined_figure_is_said_to_be_undefined()
    {
        Data("test_labels: y.npy", "task: regression", "test_labels_format: last_layer_vector");
        folder.Write("y.npy", NpyArray.Of(new float[60], 20, 3));
        Assert.Matches(@"R2 +undefined", Compile().Output);
        Assert.False(Metrics().GetProperty("columns").GetProperty("int8").TryGetProperty("r2", out _));
    }

    [Fact]
    public void Without_simulation_nothing_is_claimed()
    {
        Data("test_labels: y.npy");
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--no-sim").Succeeded();
        Assert.DoesNotContain("accuracy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_of_another_tool_are_expected_exactly_or_within_a_limit()
    {
        Data();
        AdcRun.Of("run", folder["small.tflite"], "--input", folder["x.npy"], "--output", folder["golden.npy"]).Succeeded();
        Data("compare: { golden: golden.npy }");
        Compile();

        NpyArray golden = folder.ReadNpy("golden.npy");
        sbyte[] outputs = golden.ToInt8();
        outputs[4] += (sbyte)(outputs[4] > 0 ? -2 : 2);
        folder.Write("golden.npy", NpyArray.Of(outputs, [.. golden.Shape]));
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(
            7, "small.yaml(5,22): error ADC8004: the int8 column differs from compare.golden in 1 of 20 rows (by up to 2 steps, allowed 0); the first is row 1");
        Data("compare: { golden: golden.npy, int8.max_abs_lsb: 2 }".Replace("int8.max_abs_lsb: 2", "int8: { max_abs_lsb: 2 }", StringComparison.Ordinal));
        Compile();
        Data("compare: { golden: golden.npy, on_fail: warn }");
        Assert.Contains("warning ADC8004", AdcRun.Of("compile", folder["small.yaml"], "--no-build").Error, StringComparison.Ordinal);

        folder.Write("golden.npy", NpyArray.Of(outputs.AsSpan(0, 9), 3, 3));
        Data("compare: { golden: golden.npy }");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(
            6, "small.yaml(5,22): error ADC1123: compare.golden: 'golden.npy' holds 3 rows of outputs, but test_data has 20; expected one row of outputs for each");
        Data("compare: { golden: x.npy }");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(6, "error ADC1103: compare.golden: rows of 'x.npy' have the shape [6], but the model's output is [1,3]");
    }

    [Theory]
    [InlineData(6, "error ADC1103: test_data: rows of 'x5.npy' have the shape [5], but the model's input is [1,6]", "test_data: x5.npy")]
    [InlineData(6, "error ADC1106: test_labels: 7 labels, but 20 rows", "test_data: x.npy", "test_labels: y7.npy")]
    [InlineData(6, "error ADC1107", "test_data: x.npy", "test_labels: x5.npy")]
    [InlineData(6, "error ADC1108: classification_labels has 2 names, but the model has 3 outputs", "classification_labels: [a, b]")]
    [InlineData(6, "error ADC1119: test_labels: label 3 of row 3 is none of the model's classes 0 to 2", "test_data: x7.npy", "test_labels: y7.npy")]
    [InlineData(3, "error ADC1009: task anomaly contradicts the model", "test_data: x.npy", "task: anomaly")]
    [InlineData(3, "error ADC1009: test_labels contradicts task regression", "test_data: x.npy", "test_labels: y.npy", "task: regression", "test_labels_format: just_labels")]
    [InlineData(3, "error ADC1008: the column 'float' of reference.run needs 'float_model'", "test_data: x.npy", "reference: { run: [float] }")]
    [InlineData(3, "error ADC1009: the column 'mvp' of reference.run contradicts target.accelerator none", "test_data: x.npy", "reference: { run: [int8, mvp] }")]
    [InlineData(3, "error ADC1009: float_model contradicts tflite_model: its input is int8, expected float32", "test_data: x.npy", "float_model: small.tflite")]
    [InlineData(6, "error ADC1101: float_model: cannot read the file 'nowhere.h5'", "test_data: x.npy", "float_model: nowhere.h5")]
    public void Data_that_does_not_fit_is_refused(int exitCode, string message, params string[] lines)
    {
        Data();
        folder.Write("x5.npy", NpyArray.Of(new float[10], 2, 5));
        folder.Write("x7.npy", SmallModel.Rows(7));
        folder.Write("y7.npy", NpyArray.Of(Enumerable.Range(0, 7).ToArray(), 7));
        folder.Write("small.yaml", SmallModel.Yaml() + string.Concat(lines.Select(line => $"  {line}\n")));

        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Failed(exitCode, message);

        Assert.DoesNotContain("outputs", folder.Listing);
    }

    public void Dispose() => folder.Dispose();

    private void Data(params string[] lines)
    {
        folder.Write("x.npy", SmallModel.Rows(20));
        folder.Write("y.npy", NpyArray.Of(Enumerable.Range(0, 20).Select(row => row % 3).ToArray(), 20));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n" + string.Concat(lines.Select(line => $"  {line}\n")));
    }

    private AdcRun Compile() => AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();

    private JsonElement Metrics()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["outputs/small/report.json"]));
        return report.RootElement.GetProperty("metrics").Clone();
    }
}
