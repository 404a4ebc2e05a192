using System.Text.Json;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Each accelerated layer of the convolutional networks, fed with exact input.</summary>
public sealed class MvpLayersOfNetworksTests
{
    [SharedTheory]
    [InlineData("kws/kws_ref_model.tflite", "kws/golden/kws_ref_model_input.npy")]
    [InlineData("kws/kws_ref_model.tflite", "kws/data/x_test_kws_int8.npy")]
    [InlineData("ic/pretrainedResnet_quant.tflite", "ic/golden/pretrainedResnet_quant_input.npy")]
    [InlineData("vww/vww_96_int8.tflite", "vww/golden/vww_96_int8_input.npy")]
    [InlineData("person_detect/person_detect.tflite", "person_detect/golden/person_detect_input.npy")]
    [InlineData("micro_speech/micro_speech_quantized.tflite", "micro_speech/golden/micro_speech_quantized_input.npy")]
    public void Convolutions_sums_and_pools_are_at_most_one_step_off_and_nearly_always_right(string model, string rows)
    {
        const double NearlyAlways = 0.95;
        using var folder = new WorkFolder();
        string yaml = folder.Write(
            "m.yaml", $"m:\n  tflite_model: {Repository.Model(model)}\n  test_data: {Repository.Model(rows)}\n  compare: {{ on_fail: warn }}\n");
        Assert.Equal(0, AdcRun.Of("compile", yaml, "--out", folder["out"], "--allow-outside", "--no-build").ExitCode);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder["out/m/report.json"]));
        int judged = 0;
        foreach (JsonElement layer in report.RootElement.GetProperty("layers").EnumerateArray())
        {
            if (layer.TryGetProperty("error", out JsonElement error) && layer.GetProperty("opcode").GetString() != "FULLY_CONNECTED")
            {
                judged++;
                Assert.True(
                    error.GetProperty("max_lsb").GetInt32() <= 1 && error.GetProperty("exact_ratio").GetDouble() >= NearlyAlways,
                    $"layer {layer.GetProperty("index")}: {layer.GetProperty("reason")}");
            }
        }

        Assert.True(judged > 0);
    }
}
