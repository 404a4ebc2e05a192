using Adc.Compiler.Ir;
using Adc.Formats.Npy;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference;

public sealed class GoldenModelTests
{
    private const float FloatTolerance = 1e-5f;

    public static TheoryData<string> Models =>
    [
        "ad01/ad01_int8.tflite",
        "ad01/ad01_int8_floatio.tflite",
        "ad01/ad01_fp32.tflite",
        "mltk_ad/anomaly_detection.tflite",
        "hello_world/hello_world_int8.tflite",
        "hello_world/hello_world_float.tflite",
        "bearing_mlp/model_int8.tflite",
        "bearing_mlp/model_fp32.tflite",
        "ic/pretrainedResnet_quant.tflite",
        "kws/kws_ref_model.tflite",
        "micro_speech/micro_speech_quantized.tflite",
        "person_detect/person_detect.tflite",
        "vww/vww_96_int8.tflite",
    ];

    [SharedTheory]
    [MemberData(nameof(Models))]
    [InlineData("ic/pretrainedResnet.tflite")]
    public void Real_models_give_the_golden_outputs(string path)
    {
        Graph graph = Golden.Graph(path);
        TensorType outputType = graph.TypeOf(graph.Outputs[0]);
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm));
        IReadOnlyList<TensorValue> inputs = Golden.Rows(Golden.Inputs(path), graph.TypeOf(graph.Inputs[0]));
        IReadOnlyList<TensorValue> expected = Golden.Rows(Golden.Outputs(path), outputType);

        IReadOnlyList<IReadOnlyList<TensorValue>> actual = executor.RunRows([.. inputs.Select(input => new[] { input })]);

        Assert.Equal(8, actual.Count);
        for (int row = 0; row < actual.Count; row++)
        {
            AssertEqual($"case {row}", expected[row], Assert.Single(actual[row]), IsQuantized(graph));
        }
    }

    [SharedTheory]
    [MemberData(nameof(Models))]
    public void Real_models_give_the_golden_tensors_in_between(string path)
    {
        Graph graph = Golden.Graph(path);
        IReadOnlyDictionary<int, NpyArray> expected = Golden.TensorsOfCase0(path);
        TensorValue input = Golden.Rows(Golden.Inputs(path), graph.TypeOf(graph.Inputs[0]))[0];

        IReadOnlyDictionary<TensorId, TensorValue> actual =
            new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm)).RunAll([input]);

        Assert.Equal(graph.Nodes.Sum(node => node.Outputs.Count), actual.Count);
        foreach ((TensorId id, TensorValue value) in actual)
        {
            Tensor tensor = graph[id];
            var wanted = new TensorValue(tensor.Type, new ConstantData(expected[tensor.SourceIndex].Data));
            AssertEqual(tensor.Name, wanted, value, IsQuantized(graph));
        }
    }

    [SharedFact]
    public void The_288_real_windows_of_anomaly_detection_are_equal_bit_for_bit()
    {
        Graph graph = Golden.Graph("ad01/ad01_int8.tflite");
        IReadOnlyList<TensorValue> windows = Golden.Rows(Golden.Array("ad01/data/x_test_ad_int8.npy"), graph.TypeOf(graph.Inputs[0]));
        IReadOnlyList<TensorValue> expected = Golden.Rows(Golden.Array("ad01/data/golden_int8_output.npy"), graph.TypeOf(graph.Outputs[0]));

        IReadOnlyList<IReadOnlyList<TensorValue>> actual =
            new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm)).RunRows([.. windows.Select(window => new[] { window })]);

        Assert.Equal(288, actual.Count);
        Assert.Equal(expected, actual.Select(outputs => outputs[0]));
    }

    [SharedFact]
    public void The_288_real_windows_of_anomaly_detection_are_equal_in_float32()
    {
        Graph graph = Golden.Graph("ad01/ad01_fp32.tflite");
        IReadOnlyList<TensorValue> windows = Golden.Rows(Golden.Array("ad01/data/x_test_ad.npy"), graph.TypeOf(graph.Inputs[0]));
        IReadOnlyList<TensorValue> expected = Golden.Rows(Golden.Array("ad01/data/golden_fp32_output.npy"), graph.TypeOf(graph.Outputs[0]));

        IReadOnlyList<IReadOnlyList<TensorValue>> actual =
            new ReferenceExecutor(graph, new ReferenceEvaluator(Rounding.Tflm)).RunRows([.. windows.Select(window => new[] { window })]);

        for (int row = 0; row < 288; row++)
        {
            AssertEqual($"window {row}", expected[row], actual[row][0], exactly: false);
        }
    }

    private static bool IsQuantized(Graph graph) => graph.Tensors.Any(tensor => tensor.Type.Element == ElementType.Int8);

    private static void AssertEqual(string what, TensorValue expected, TensorValue actual, bool exactly)
    {
        if (exactly)
        {
            Assert.True(expected.Data.Equals(actual.Data), $"{what} differs");
            return;
        }

        float[] wanted = expected.Data.ToArray<float>(), got = actual.Data.ToArray<float>();
        float range = Math.Max(wanted.Max() - wanted.Min(), wanted.Max(MathF.Abs));
        double worst = wanted.Zip(got, (w, g) => Math.Abs((double)w - g)).Max();
        Assert.True(worst <= FloatTolerance * range, $"{what} differs by {worst} in a range of {range}");
    }
}
