using Adc.Compiler.Ir;
using Adc.Compiler.Quantizing;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Quantizing;

/// <summary>MLPerf Tiny's keyword spotter on 500 real clips: every second one calibrates, the others judge.</summary>
public sealed class KeywordSpottingQuantizerTests
{
    private const float Scale = 0.584702909f; // of the int8 model whose inputs the clips are
    private const int ZeroPoint = 83;

    [SharedFact]
    public void Loses_at_most_one_point_of_accuracy()
    {
        float[] values = [.. Golden.Array("kws/data/x_test_kws_int8.npy").ToInt8().Select(q => Scale * (q - ZeroPoint))];
        int[] labels = [.. Golden.Array("kws/data/y_test_kws.npy").Data.ToArray().Chunk(Golden.Array("kws/data/y_test_kws.npy").Data.Length / 500).Select(label => (int)label[0])];
        float[][] clips = [.. values.Chunk(values.Length / labels.Length)];
        float[][] calibration = [.. clips.Where((_, i) => i % 2 == 0)], judged = [.. clips.Where((_, i) => i % 2 == 1)];
        int[] expected = [.. labels.Where((_, i) => i % 2 == 1)];

        Graph floats = Quantized.Float("kws/kws_ref_model_float32.tflite");
        QuantizedModel model = Quantized.Of(floats, Quantized.Rows(calibration));
        double before = Accuracy(Quantized.Run(floats, judged), expected), after = Accuracy(Quantized.Run(model.Graph, judged), expected);
        Assert.True(before > 0.88 && after >= before - 0.01, FormattableString.Invariant($"{before:P2} in float32, {after:P2} in int8"));
    }

    private static double Accuracy(IReadOnlyList<float[]> outputs, int[] labels) =>
        outputs.Zip(labels, (output, label) => Array.IndexOf(output, output.Max()) == label ? 1.0 : 0).Average();
}
