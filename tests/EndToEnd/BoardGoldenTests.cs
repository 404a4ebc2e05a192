using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Real models against the outputs and tensors that TensorFlow Lite Micro's reference kernels gave, by every engine.</summary>
public sealed class BoardGoldenTests
{
    [SharedBoardTheory]
    [InlineData("ad01/ad01_int8.tflite", "reference")]
    [InlineData("ad01/ad01_int8.tflite", "cpu")]
    [InlineData("ad01/ad01_int8.tflite", "board")]
    [InlineData("ad01/ad01_int8_floatio.tflite", "reference")]
    [InlineData("ad01/ad01_int8_floatio.tflite", "cpu")]
    [InlineData("ad01/ad01_int8_floatio.tflite", "board")]
    [InlineData("mltk_ad/anomaly_detection.tflite", "reference")]
    [InlineData("mltk_ad/anomaly_detection.tflite", "cpu")]
    [InlineData("mltk_ad/anomaly_detection.tflite", "board")]
    [InlineData("hello_world/hello_world_int8.tflite", "reference")]
    [InlineData("hello_world/hello_world_int8.tflite", "cpu")]
    [InlineData("hello_world/hello_world_int8.tflite", "board")]
    [InlineData("bearing_mlp/model_int8.tflite", "reference")]
    [InlineData("bearing_mlp/model_int8.tflite", "cpu")]
    [InlineData("bearing_mlp/model_int8.tflite", "board")]
    [InlineData("kws/kws_ref_model.tflite", "reference")]
    [InlineData("kws/kws_ref_model.tflite", "cpu")]
    [InlineData("kws/kws_ref_model.tflite", "board")]
    [InlineData("ic/pretrainedResnet_quant.tflite", "reference")]
    [InlineData("ic/pretrainedResnet_quant.tflite", "cpu")]
    [InlineData("ic/pretrainedResnet_quant.tflite", "board")]
    [InlineData("vww/vww_96_int8.tflite", "reference")]
    [InlineData("vww/vww_96_int8.tflite", "cpu")]
    [InlineData("vww/vww_96_int8.tflite", "board")]
    [InlineData("micro_speech/micro_speech_quantized.tflite", "reference")]
    [InlineData("micro_speech/micro_speech_quantized.tflite", "cpu")]
    [InlineData("micro_speech/micro_speech_quantized.tflite", "board")]
    [InlineData("person_detect/person_detect.tflite", "reference")]
    [InlineData("person_detect/person_detect.tflite", "cpu")]
    [InlineData("person_detect/person_detect.tflite", "board")]
    public void All_cases_and_all_tensors_of_the_first_are_equal_bit_for_bit(string model, string engine)
    {
        using var folder = new WorkFolder();
        string stem = $"{Path.GetDirectoryName(model)}/golden/{Path.GetFileNameWithoutExtension(model)}";
        AdcRun.Of(
            "run", Repository.Model(model), "--input", Repository.Model($"{stem}_input.npy"), "--output", folder["y.npy"],
            "--engine", engine, "--all-tensors", folder["tensors"]).Succeeded();

        AssertEqual("the outputs", Golden.Outputs(model), folder.ReadNpy("y.npy"));
        Assert.Equal(8, folder.ReadNpy("y.npy").Shape[0]);
        IReadOnlyDictionary<int, NpyArray> golden = Golden.TensorsOfCase0(model);
        int[] found = [.. Directory.GetFiles(folder["tensors"]).Select(file => int.Parse(Path.GetFileNameWithoutExtension(file)[1..])).Order()];
        Assert.Equal(CountOfTensors(model), found.Length);
        foreach (int index in found.Where(golden.ContainsKey))
        {
            AssertEqual($"tensor {index}", golden[index], folder.ReadNpy($"tensors/t{index}.npy"));
        }
    }

    // The input and what each layer computes; what the passes fold away is gone.
    private static int CountOfTensors(string model) => model switch
    {
        "ad01/ad01_int8.tflite" => 1 + 10,
        "ad01/ad01_int8_floatio.tflite" => 1 + 12,
        "mltk_ad/anomaly_detection.tflite" => 1 + 14,
        "hello_world/hello_world_int8.tflite" => 1 + 3,
        "kws/kws_ref_model.tflite" => 1 + 13,
        "ic/pretrainedResnet_quant.tflite" => 1 + 16,
        "vww/vww_96_int8.tflite" or "person_detect/person_detect.tflite" => 1 + 31,
        _ => 1 + 4,
    };

    private static void AssertEqual(string what, NpyArray expected, NpyArray actual)
    {
        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(expected.ElementCount, actual.ElementCount);
        Assert.True(expected.Data.Span.SequenceEqual(actual.Data.Span), $"{what} differ");
    }
}
