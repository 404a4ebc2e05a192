using System.Diagnostics;
using System.Text;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Tests.Configuration;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>The twelve promises of the configuration format, in their order.</summary>
public sealed class InputYamlAcceptanceTests : IDisposable
{
    private readonly WorkFolder folder = SmallModel.Folder();

    [Fact]
    public void N01_a_file_written_for_Axon_loads_with_warnings_only()
    {
        (CompilerConfig config, string warnings) = ReadConfig.Accepted("""
            default_values:
              rows: &rows [0-10]
            some_detector:
              model_name: SOME_DETECTOR
              tflite_model: some.tflite
              test_data: x.npy
              test_labels: y.npy
              test_vectors: *rows
              header_file_test_vector_cnt: 3
              disable_op_quantization: True
              normalize_scaleshift: [False, True]
              generate_sim_env_hdrs: True
              cpu_op_codes_list: { 25: 100 }
              user_handle_accuracy_results: user_handler_functions.user_handle_anomaly_detection_accuracy_results
            """);

        ModelConfig model = config.Models[0];
        Assert.All(warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains("warning ADC1910", line, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 11), model.Data.TestVectors.Value.Resolve(100, new DiagnosticBag()));
        Assert.Equal(3, model.Data.HeaderVectorsOf(11, new DiagnosticBag()));
        Assert.Equal([true], model.Variants.DisableOutputQuantization.Value);
        Assert.Equal(ModelTask.Anomaly, model.Task.TaskFor(0).Value);
    }

    /// <summary>The other three files of that structure load in Configuration/AxonFilesTests.</summary>
    [Fact]
    public void N01_eleven_rows_run_three_go_into_the_header_and_the_output_is_int32()
    {
        folder.Write("x.npy", SmallModel.Rows(20));
        folder.Write("y.npy", NpyArray.Of(new int[20], 20));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n  test_labels: y.npy\n  test_vectors: [0-10]\n  header_file_test_vector_cnt: 3\n  disable_op_quantization: True\n");
        string output = AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded().Output;
        Assert.Contains("x.npy: 11 rows", output, StringComparison.Ordinal);
        Assert.Equal(NpyElementType.Int32, folder.ReadNpy("outputs/small/small_outputs.npy").Type);
        Assert.Equal([11, 3], folder.ReadNpy("outputs/small/small_outputs.npy").Shape);
        string header = File.ReadAllText(folder["outputs/small/small_test_vectors.h"]);
        Assert.Contains("#define SMALL_TEST_VECTOR_COUNT 3u", header, StringComparison.Ordinal);
        Assert.Contains("static const int32_t small_test_outputs[", header, StringComparison.Ordinal);
    }

    [Fact]
    public void N02_with_axon_semantics_0_to_10_selects_10_rows() =>
        Assert.Equal(10, ReadConfig.Model("test_vectors: [0-10]", "range_semantics: axon").Data.TestVectors.Value.Resolve(100, new DiagnosticBag())!.Count);

    [Fact]
    public void N03_names_that_look_like_booleans_stay_names() =>
        Assert.Equal(["on", "off", "yes", "no"], ReadConfig.Model("classification_labels: [on, off, yes, no]").Data.ClassificationLabels!.Value);

    [Fact]
    public void N04_a_misspelt_key_has_a_suggestion_and_a_place()
    {
        folder.Write("small.yaml", "small:\n  tflite_modle: small.tflite\n");
        AdcRun.Of("compile", folder["small.yaml"]).Failed(3, "small.yaml(2,3): error ADC1004: 'tflite_modle' is not a key of a test; did you mean 'tflite_model'?");
    }

    [Fact]
    public void N05_an_alias_bomb_is_refused_in_bounded_memory()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("error ADC1002", ReadConfig.Diagnostics(bomb.ToString()), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Fact]
    public void N06_an_integer_is_a_number() => Assert.Equal(0, ReadConfig.Model("precision_threshold: 0").Variants.PrecisionThreshold.Value);

    [Fact]
    public void N07_floats_beyond_the_range_saturate_and_ties_go_away_from_zero() => Assert.Equal(
        [127, unchecked((byte)-128), 1, unchecked((byte)-1)], RealValues.ToTensor([1e9f, -1e9f, 0.25f, -0.25f], GraphDraft.Int8(0.5f, 0, 4))!);

    /// <summary>The model's input has scale 0.05 and zero point -3.</summary>
    [Fact]
    public void N07_a_float_x_test_becomes_such_rows()
    {
        folder.Write("x.npy", NpyArray.Of([1000f, -1000f, 0.025f, -0.025f, 0.075f, 0f], 1, 6));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n  get_quantized_data: true\n");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded();
        Assert.Equal([127, -128, -2, -4, -1, -3], folder.ReadNpy("outputs/small/small_q_data.npy").ToInt8());
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, "error ADC1106: test_labels: 3 labels, but 392 rows; expected one label per row, or one per clip of 196 rows")]
    public void N08_labels_of_rows_by_196_are_labels_of_clips(int labels, string? problem)
    {
        folder.Write("x.npy", SmallModel.Rows(2 * 196));
        folder.Write("y.npy", NpyArray.Of(new int[labels], labels));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n  test_labels: y.npy\n");
        AdcRun run = AdcRun.Of("evaluate", folder["small.yaml"]);
        Assert.Equal(problem is null ? 0 : 6, run.ExitCode);
        Assert.Contains(problem ?? "", run.Error, StringComparison.Ordinal);
    }

    [ToolFact("dotnet")]
    public void N09_neither_jobs_nor_the_current_folder_change_a_byte()
    {
        folder.Write("x.npy", SmallModel.Rows(20));
        folder.Write("small.yaml", SmallModel.Yaml() + "  test_data: x.npy\n");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--out", folder["here"]).Succeeded();
        var start = new ProcessStartInfo("dotnet", [typeof(Adc.Cli.Application).Assembly.Location, "compile", "small.yaml", "--no-build", "--out", "there", "--jobs", "2"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        };
        start.Environment["TZ"] = DateTime.UtcNow.Hour < 10 ? "Etc/GMT+12" : "Etc/GMT-14"; // where it is another day
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        string[] files = [.. folder.Listing.Where(path => path.StartsWith("here/", StringComparison.Ordinal) && File.Exists(folder[path]))];
        Assert.True(files.Length > 8);
        Assert.All(files, path => Assert.Equal(File.ReadAllBytes(folder[path]), File.ReadAllBytes(folder["t" + path])));
    }

    [Fact]
    public void N10_without_test_data_memory_and_layers_are_told_all_the_same()
    {
        string output = AdcRun.Of("compile", folder["small.yaml"], "--no-build").Succeeded().Output;
        Assert.Contains("FULLY_CONNECTED", output, StringComparison.Ordinal);
        Assert.Matches(@"ram +\d+ B of 262,144", output);
    }

    [ToolFact("arm-none-eabi-gcc", "arm-none-eabi-objcopy", "cc", "libunicorn.so.2")]
    public void N10_so_are_cycles()
    {
        string output = AdcRun.Of("compile", folder["small.yaml"]).Succeeded().Output;
        Assert.Matches(@"flash +[\d,]+ B of ", output);
        Assert.Matches(@"FULLY_CONNECTED +cpu +\d+ +\d+ +\d+", output);
        Assert.Matches(@"modelled [\d,]+ cycles", output);
    }

    [Fact]
    public void N11_a_model_overrides_one_key_of_a_block_and_the_others_stay()
    {
        ModelConfig model = ReadConfig.Clean("""
            adc:
              defaults:
                target: { board: brd4187c, clock_hz: 39MHz }
            ad:
              tflite_model: ad.tflite
              target: { clock_hz: 20MHz }
            """).Models[0];
        Assert.Equal(("brd4187c", 20_000_000), (model.Target.Board.Value.Name, model.Target.ClockInHz.Value));
    }

    [Theory]
    [InlineData("ad:\r\n  tflite_model: m.tflite\r\n", "")]
    [InlineData("\uFEFFad:\n  tflite_model: m.tflite\n", "")]
    [InlineData("ad:\n\ttflite_model: m.tflite\n", "ad.yaml(2,1): error ADC1002")]
    [InlineData("", "ad.yaml: error ADC1015")]
    public void N12_line_ends_marks_tabs_and_nothing(string yaml, string problem)
    {
        var bag = new DiagnosticBag();
        ConfigReader.Read(Encoding.UTF8.GetBytes(yaml), "ad.yaml", ConfigOptions.Default, bag);
        Assert.StartsWith(problem, string.Join('\n', bag.All), StringComparison.Ordinal);
        Assert.Equal(problem.Length == 0, bag.All.Count == 0);
    }

    public void Dispose() => folder.Dispose();
}
