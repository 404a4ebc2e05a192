using System.Text.Json;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>Where results go and what is printed about them; no C compiler is run.</summary>
public sealed class CompileOutputTests
{
    [Fact]
    public void Results_lie_beside_the_configuration_wherever_one_stands()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = Compile(folder).Succeeded();
        Assert.Contains("outputs/small/report.json", folder.Listing);
        Assert.EndsWith($"  files     {folder["outputs/small"]}\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("with blanks in it")]
    [InlineData("ünï ☃")]
    [InlineData("a=b,c'd\"e")]
    public void Folders_may_have_any_name(string name)
    {
        using WorkFolder plain = SmallModel.Folder(), odd = SmallModel.Folder(name);
        Compile(plain).Succeeded();
        Compile(odd).Succeeded();
        Assert.Equal(plain.Listing, odd.Listing);
        Assert.Equal(File.ReadAllText(plain["outputs/small/small.c"]), File.ReadAllText(odd["outputs/small/small.c"]));
    }

    [Fact]
    public void A_model_file_may_have_any_name()
    {
        using WorkFolder folder = SmallModel.Folder();
        File.Move(folder["small.tflite"], folder["3 modèl_☃.tflite"]);
        folder.Write("small.yaml", SmallModel.Yaml("3 modèl_☃.tflite"));
        Compile(folder).Succeeded();
        Assert.Contains("outputs/small/model3_mod_l.c", folder.Listing);
    }

    [Theory]
    [InlineData("int")]
    [InlineData("while")]
    [InlineData("main")]
    [InlineData("adc_status")]
    public void A_test_and_its_model_may_be_called_like_a_word_of_C(string name)
    {
        using WorkFolder folder = SmallModel.Folder();
        string yaml = folder.Write("words.yaml", $"{name}:\n  tflite_model: small.tflite\n  model_name: {name}\n");
        AdcRun.Of("compile", yaml, "--no-build").Succeeded();
        string prefix = name.StartsWith("adc_", StringComparison.Ordinal) ? "m" + name : name;
        Assert.Contains($"adc_status_t {prefix}_invoke({prefix}_context_t *context);", File.ReadAllText(folder[$"outputs/{name}/{prefix}.h"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tests_may_share_a_model_file_when_their_names_differ()
    {
        using WorkFolder folder = SmallModel.Folder();
        string same = folder.Write("same.yaml", "a:\n  tflite_model: small.tflite\nb:\n  tflite_model: small.tflite\n");
        AdcRun.Of("compile", same, "--no-build").Failed(3, "same.yaml(3,1): error ADC1017");
        string apart = folder.Write("apart.yaml", "a:\n  tflite_model: small.tflite\nb:\n  tflite_model: small.tflite\n  model_name: other\n");
        AdcRun.Of("compile", apart, "--no-build").Succeeded();
        Assert.Contains("outputs/a/small.c", folder.Listing);
        Assert.Contains("outputs/b/other.c", folder.Listing);
    }

    [Fact]
    public void Only_the_named_tests_are_compiled()
    {
        using WorkFolder folder = SmallModel.Folder();
        string yaml = folder.Write("two.yaml", "a:\n  tflite_model: gone.tflite\n" + SmallModel.Yaml());
        AdcRun.Of("compile", yaml, "--no-build", "--only", "small").Succeeded();
        Assert.DoesNotContain("outputs/a", folder.Listing);
    }

    [Fact]
    public void An_earlier_output_is_replaced_as_a_whole()
    {
        using WorkFolder folder = SmallModel.Folder();
        Compile(folder).Succeeded();
        string[] first = [.. folder.Listing];
        File.WriteAllText(folder["outputs/small/stray.c"], "");
        AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--force").Succeeded();
        Assert.Equal(first, folder.Listing);
    }

    [Fact]
    public void A_folder_that_adc_has_not_written_is_left_alone()
    {
        using WorkFolder folder = SmallModel.Folder();
        Directory.CreateDirectory(folder["outputs/small"]);
        File.WriteAllText(folder["outputs/small/precious.c"], "");
        Compile(folder).Failed(8, "error ADC6001", "outputs/small", "no output of adc");
        Assert.Equal(["outputs", "outputs/small", "outputs/small/precious.c", "small.tflite", "small.yaml"], folder.Listing);
    }

    [Theory]
    [InlineData("outputs", "outputs/small")]
    [InlineData("outputs", "outputs")]
    public void A_place_that_a_file_takes_is_left_alone(string folderToMake, string file)
    {
        using WorkFolder folder = SmallModel.Folder();
        if (file != folderToMake)
        {
            Directory.CreateDirectory(folder[folderToMake]);
        }

        File.WriteAllText(folder[file], "mine");
        string[] before = [.. folder.Listing];
        Compile(folder).Failed(8, "error ADC6001", "outputs/small", "nothing was left half-written");
        Assert.Equal(before, folder.Listing);
        Assert.Equal("mine", File.ReadAllText(folder[file]));
    }

    [Theory]
    [InlineData("/proc/adc/out")]
    [InlineData("/sys/adc/out")]
    [InlineData("/dev/null/out")]
    public void Places_where_nobody_can_write(string place)
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--out", place).Failed(8, "error ADC6001", place);
        Assert.False(Directory.Exists(Path.GetDirectoryName(place)));
    }

    [Fact]
    public void A_failed_run_takes_back_the_folders_it_has_made()
    {
        using WorkFolder folder = SmallModel.Folder();
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();
        AdcRun.Of(interruption.Token, "compile", folder["small.yaml"], "--no-build", "--out", folder["deep/er/place"])
            .Failed(130, "interrupted; nothing was left half-written");
        Assert.Equal(["small.tflite", "small.yaml"], folder.Listing);
    }

    [Fact]
    public void Checking_prints_the_effective_configuration_and_writes_nothing()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--check", "--set", "small.header_file_test_vector_cnt=0x5").Succeeded();
        Assert.Contains("small:\n", run.Output, StringComparison.Ordinal);
        Assert.Matches("  header_file_test_vector_cnt: 5 +# --set small.header_file_test_vector_cnt=0x5\n", run.Output);
        Assert.Equal(["small.tflite", "small.yaml"], folder.Listing);
    }

    [Fact]
    public void Standard_output_is_one_JSON_document_when_asked_for()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--json", "--dump-after", "fuse-activations");
        using JsonDocument result = JsonDocument.Parse(run.Output);
        Assert.Equal(0, result.RootElement.GetProperty("exit_code").GetInt32());
        JsonElement report = Assert.Single(result.RootElement.GetProperty("reports").EnumerateArray());
        Assert.Equal("small", report.GetProperty("model").GetProperty("name").GetString());
        Assert.Contains("after fuse-activations:\ngraph small\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_are_told_in_JSON_too()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--json", "--set", "small.tflite_model=gone.tflite").Failed(6, "ADC1101");
        using JsonDocument result = JsonDocument.Parse(run.Output);
        Assert.Equal(6, result.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal("ADC1101", Assert.Single(result.RootElement.GetProperty("diagnostics").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public void Quiet_prints_nothing_when_all_is_well()
    {
        using WorkFolder folder = SmallModel.Folder();
        Assert.Empty(AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--quiet").Succeeded().Output);
    }

    [Fact]
    public void Verbose_tells_what_is_being_done()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--verbose");
        Assert.Equal("small: reading the model\nsmall: lowering\nsmall: running the reference\nsmall: emitting C\n", run.Error);
    }

    [Fact]
    public void Graphs_are_printed_after_the_passes_that_were_named()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun run = AdcRun.Of("compile", folder["small.yaml"], "--no-build", "--quiet", "--dump-after", "fold-constants", "--dump-after", "drop-dead-nodes");
        Snapshot.Verify(run.Succeeded().Output);
    }

    [Fact]
    public void The_summary_without_a_build_claims_nothing_that_was_not_measured()
    {
        using WorkFolder folder = SmallModel.Folder();
        Snapshot.Verify(Compile(folder).Succeeded().Output.Replace(folder.Path, "…", StringComparison.Ordinal));
    }

    [Fact]
    public void The_summary_of_layers_on_the_accelerator()
    {
        using WorkFolder folder = SmallChain.Folder();
        Snapshot.Verify(Masked.Figures(Masked.Paths(AdcRun.Of("compile", folder["tiny.yaml"], "--no-build").Succeeded().Output, folder)));
    }

    [Fact]
    public void The_summary_of_a_quantized_model()
    {
        using WorkFolder folder = FloatClassifier.Folder();
        folder.Write("q.yaml", "q:\n  float_model: float.tflite\n  train_data: x.npy\n  target: { accelerator: none }\n");
        Snapshot.Verify(Masked.Paths(AdcRun.Of("compile", folder["q.yaml"], "--no-build").Succeeded().Output, folder));
    }

    [Fact]
    public void The_summary_of_the_sample_with_its_test_data()
    {
        using var folder = new WorkFolder();
        string output = AdcRun.Of("compile", SampleFiles.Configuration, "--no-build", "--out", folder.Path).Succeeded().Output;
        Assert.All(output.Split('\n').Where(line => !line.Contains(folder.Path, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
        Snapshot.Verify(Masked.Figures(Masked.Paths(output, folder)));
    }

    private static AdcRun Compile(WorkFolder folder) => AdcRun.Of("compile", folder["small.yaml"], "--no-build");
}
