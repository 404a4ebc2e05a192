using System.Text.Json;
using Adc.Formats.TfLite;
using Adc.Tests.Formats.TfLite;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class SummarizeCommandTests
{
    [Fact]
    public void Of_a_small_classifier()
    {
        using WorkFolder folder = SmallModel.Folder();
        Snapshot.Verify(AdcRun.Of("summarize", folder["small.tflite"]).Succeeded().Output);
    }

    [Fact]
    public void Of_the_sample() => Snapshot.Verify(AdcRun.Of("summarize", SampleFiles.Int8Model).Succeeded().Output);

    [Fact]
    public void Of_the_samples_float_model() => Snapshot.Verify(AdcRun.Of("summarize", SampleFiles.FloatModel).Succeeded().Output);

    [SharedFact]
    public void Of_the_vendors_model() => Snapshot.Verify(AdcRun.Of("summarize", Repository.Model("mltk_ad/anomaly_detection.tflite")).Succeeded().Output);

    [Fact]
    public void Parameters_of_the_vendors_tool_kit_are_shown_on_lines_of_their_own()
    {
        using var folder = new WorkFolder();
        string model = folder.Write("noted.tflite", WithParameters(VendorParameters.Write(("hash", 12, value => value.String(0, "12\n34")), ("version", 3, value => value.Byte(0, 7)))));
        string output = AdcRun.Of("summarize", model).Succeeded().Output;
        Assert.Contains("\n  hash     12\\u000a34\n", output, StringComparison.Ordinal);
        Assert.Contains("\n  version  7\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_parameters_are_a_warning()
    {
        using var folder = new WorkFolder();
        AdcRun run = AdcRun.Of("summarize", folder.Write("noted.tflite", WithParameters([1, 2, 3, 4, 5])));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("noted.tflite: warning ADC2023: the metadata 'SL_PARAMSv1' cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_adc_cannot_compile_is_listed_all_the_same()
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1, 4], new([1f], [0])), y = builder.AddTensor("y", TfLiteTensorType.Int8, [1, 4], new([1f], [0]));
        builder.AddCustomOperator("Mystery", 1, [x], [y]);
        using var folder = new WorkFolder();
        AdcRun run = AdcRun.Of("summarize", folder.Write("custom.tflite", builder.Build([x], [y])));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ADC2022", run.Error, StringComparison.Ordinal);
        Assert.Contains("mystery", run.Output, StringComparison.Ordinal);
        Assert.Contains("MACs        not known for all operators", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_refused()
    {
        using var folder = new WorkFolder();
        AdcRun.Of("summarize", folder.Write("broken.tflite", "TFL3")).Failed(4, "ADC2001");
        AdcRun.Of("summarize", folder["gone.tflite"]).Failed(6, "ADC1101");
    }

    [Fact]
    public void Speaks_JSON()
    {
        using WorkFolder folder = SmallModel.Folder();
        using JsonDocument result = JsonDocument.Parse(AdcRun.Of("summarize", folder["small.tflite"], "--json").Output);
        JsonElement summary = Assert.Single(result.RootElement.GetProperty("reports").EnumerateArray());
        Assert.Equal("adc.summary/1", summary.GetProperty("schema").GetString());
        Assert.Equal(45, summary.GetProperty("macs").GetInt64());
        Assert.Equal([1, 6], summary.GetProperty("layers")[0].GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()));
    }

    [Fact]
    public void A_narrow_terminal_cuts_words_and_wraps_no_line() => Assert.All(
        AdcRun.At(80, "summarize", SampleFiles.Int8Model).Succeeded().Output.Split('\n'), line => Assert.True(line.Length <= 80, line));

    private static TfLiteModel WithParameters(byte[] parameters)
    {
        var builder = new TfLiteModelBuilder();
        int x = builder.AddTensor("x", TfLiteTensorType.Int8, [1, 4], new([1f], [0])), y = builder.AddTensor("y", TfLiteTensorType.Int8, [1, 4], new([1f], [0]));
        builder.AddOperator(BuiltinOperator.Relu, 2, [x], [y]).AddMetadata(ModelParameters.MetadataName, parameters);
        return builder.Build([x], [y]);
    }
}
