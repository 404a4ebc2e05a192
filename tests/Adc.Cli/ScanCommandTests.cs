using System.Text.Json;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class ScanCommandTests
{
    [Fact]
    public void Wants_a_model() => AdcRun.Of("scan").Failed(2, "no model to scan", "--batch");

    [Fact]
    public void Tells_of_every_model_and_ends_with_the_smallest_code_of_those_that_failed()
    {
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("broken.tflite", "TFL3");
        AdcRun run = AdcRun.Of("scan", folder["broken.tflite"], folder["small.tflite"], folder["gone.tflite"]).Failed(4, "broken.tflite: error ADC2001", "ADC1101");
        Assert.StartsWith("small\n    0 FULLY_CONNECTED  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_small_classifier()
    {
        using WorkFolder folder = SmallModel.Folder();
        Snapshot.Verify(AdcRun.At(80, "scan", folder["small.tflite"]).Succeeded().Output);
    }

    [Fact]
    public void Of_images_with_a_pool_and_a_reshape()
    {
        using var folder = new WorkFolder();
        Snapshot.Verify(AdcRun.At(120, "scan", folder.Write("images.tflite", SmallImages.Build())).Succeeded().Output);
    }

    [Fact]
    public void Of_the_sample()
    {
        string output = AdcRun.At(80, "scan", SampleFiles.Int8Model).Succeeded().Output;
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Snapshot.Verify(output);
    }

    [Fact]
    public void Speaks_JSON()
    {
        using WorkFolder folder = SmallModel.Folder();
        using JsonDocument result = JsonDocument.Parse(AdcRun.Of("scan", folder["small.tflite"], "--json").Output);
        JsonElement model = Assert.Single(result.RootElement.GetProperty("reports").EnumerateArray());
        Assert.Equal(3, model.GetProperty("layers").GetArrayLength());
    }

    [Fact]
    public void A_batch_is_a_line_of_JSON_for_each_model_whatever_the_others_do()
    {
        using WorkFolder folder = SmallModel.Folder();
        string list = folder.Write("list", $"{folder["gone.tflite"]}\n\n{folder["small.tflite"]}\n");
        string[] lines = AdcRun.Of("scan", "--batch", list).Failed(4).Output.TrimEnd('\n').Split('\n');
        Assert.Equal([6, 0], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("exit_code").GetInt32()));
    }

    [Fact]
    public void A_list_that_is_not_there() => AdcRun.Of("scan", "--batch", "nowhere").Failed(2, "nowhere");
}
