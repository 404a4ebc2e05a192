using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class EstimateCommandTests
{
    [Fact]
    public void The_sound_autoencoder_is_counted_as_nns_counts_it()
    {
        using var folder = new WorkFolder();
        Snapshot.Verify(AdcRun.Of("estimate", folder.Write("smd.keras", SmdKeras.Archive()), "--counting", "nns", "--training").Succeeded().Output);
    }

    [SharedFact]
    public void Each_figure_of_the_published_table_is_reproduced_to_the_last_digit()
    {
        using var folder = new WorkFolder();
        string[] printed = Rows(AdcRun.Of("estimate", folder.Write("smd.json", SmdKeras.Json()), "--counting", "nns", "--training").Succeeded().Output.Replace(",", "", StringComparison.Ordinal));

        string text = File.ReadAllText(Repository.InShared("design", "smd-autoencoder.md")).Split("## 4.")[1].Split("## 5.")[0];
        string[] published = [.. Regex.Matches(text, @"^\| (\d+) \| (\S+) \| \(([\d, ]+)\) \| (\S+) \| (\d+) \| (\d+) \| (\S+) \| (\S+) \|", RegexOptions.Multiline)
            .Select(row => string.Join(' ', row.Groups.Values.Skip(1).Select(group => group.Value.Replace(", ", "x", StringComparison.Ordinal))))];
        Assert.Equal(58, published.Length);
        Assert.Equal(published, printed);
    }

    [Fact]
    public void The_exact_count_stands_beside_it()
    {
        using var folder = new WorkFolder();
        string model = folder.Write("smd.keras", SmdKeras.Archive());
        Assert.Contains("4,753,448,960 multiply-adds an inference", AdcRun.Of("estimate", model, "--counting", "nns").Output.Replace('\n', ' '), StringComparison.Ordinal);
        using JsonDocument result = JsonDocument.Parse(AdcRun.Of("estimate", model, "--training", "--json").Output);
        JsonElement report = result.RootElement.GetProperty("reports")[0], inference = report.GetProperty("inference"), training = report.GetProperty("training");
        Assert.Equal(4_753_448_960, inference.GetProperty("macs").GetInt64());
        Assert.Equal(3 * 4_753_448_960, training.GetProperty("macs").GetInt64());
        Assert.Equal(4_812_288, inference.GetProperty("parameters").GetInt64());
        Assert.Equal(14_106_304, inference.GetProperty("activations").GetInt64());
        Assert.Equal(20_029_428, (training.GetProperty("nns_macs").GetInt64() + 500) / 1000);
        Assert.Equal(112_850_432, training.GetProperty("activation_bytes").GetInt64());
    }

    [Fact]
    public void A_tflite_model_is_counted_in_its_own_types()
    {
        using WorkFolder folder = SmallModel.Folder();
        Snapshot.Verify(AdcRun.Of("estimate", folder["small.tflite"], "--training").Succeeded().Output);
    }

    [Fact]
    public void A_Keras_file_with_weights_needs_none_of_them() => Snapshot.Verify(AdcRun.Of("estimate", SampleFiles.FloatModel).Succeeded().Output);

    [Fact]
    public void The_rules_of_nns_are_for_Keras_models()
    {
        using WorkFolder folder = SmallModel.Folder();
        AdcRun.Of("estimate", folder["small.tflite"], "--counting", "nns").Failed(2, "needs a Keras model");
    }

    [Theory]
    [InlineData("""{"class_name":"Dense","config":{"name":"l","units":2000000000,"batch_input_shape":[null,1000]}}""", "more than 1 GiB")]
    [InlineData("""{"class_name":"Dense","config":{"name":"l","batch_input_shape":[null,1000]}}""", "is empty")]
    [InlineData("""{"class_name":"Conv2D","config":{"name":"l","filters":3,"groups":0,"kernel_size":[3,3],"batch_input_shape":[null,8,8,4]}}""", "")]
    public void Sizes_that_no_model_has_are_refused_before_memory_is_taken(string layer, string words)
    {
        using var folder = new WorkFolder();
        string model = folder.Write("m.json", $$$"""{"class_name":"Sequential","config":{"layers":[{{{layer}}}]}}""");
        AdcRun run = AdcRun.Of("estimate", model);
        Assert.True(words.Length == 0 ? run.ExitCode == 0 : run.ExitCode == 4 && run.Error.Contains(words, StringComparison.Ordinal), run.Error);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"class_name\":\"Sequential\"}")]
    public void Damaged_JSON_is_refused(string text)
    {
        using var folder = new WorkFolder();
        AdcRun.Of("estimate", folder.Write("m.json", text)).Failed(4, "ADC2017");
    }

    /// <summary>The rows of the table with single spaces.</summary>
    private static string[] Rows(string text) => [.. text.Split('\n').Select(line => Regex.Replace(line.Trim(), " +", " "))
        .Where(line => Regex.IsMatch(line, @"^\d+ ") && line.Split(' ').Length == 8 && int.TryParse(line.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))];
}
