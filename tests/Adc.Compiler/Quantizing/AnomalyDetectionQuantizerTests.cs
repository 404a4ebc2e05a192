using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Quantizing;
using Adc.Tests.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Quantizing;

/// <summary>MLPerf Tiny's anomaly detector, judged by the area under the curve over 72 real clips (published: int8 .854, float .890).</summary>
public sealed class AnomalyDetectionQuantizerTests
{
    private const int Frames = 200, Mels = 128, FramesPerRow = 5, Windows = Frames - FramesPerRow + 1;

    private static readonly Lazy<float[][][]> Clips = new(ReadClips);

    [SharedTheory]
    [InlineData("ad01/ad01_fp32.tflite", false, RangeMethod.MinMax)]
    [InlineData("ad01/ad01_fp32.tflite", true, RangeMethod.MinMax)]
    [InlineData("ad01/ad01.h5", false, RangeMethod.MinMax)]
    [InlineData("ad01/ad01.h5", true, RangeMethod.MinMax)]
    [InlineData("ad01/ad01_fp32.tflite", false, RangeMethod.Mse)]
    [InlineData("ad01/ad01_fp32.tflite", false, RangeMethod.Percentile)]
    public void Finds_anomalies_as_well_as_the_published_model(string path, bool perChannel, RangeMethod method)
    {
        float[][] calibration = [.. Clips.Value.SelectMany(clip => clip.Where((_, window) => window % 28 == 0))];
        QuantizedModel model = Quantized.Of(
            Quantized.Float(path), Quantized.Rows(calibration), new QuantizerOptions(PerChannelDense: perChannel, Method: method));
        Assert.InRange(Auc(model.Graph), 0.85, 0.9);
    }

    private static double Auc(Graph graph)
    {
        bool[] anomalous = [.. File.ReadLines(Repository.Model("ad01/data/clips.csv")).Skip(1).Select(line => line.Split(',')[3] == "1")];
        double[] scores = [.. Clips.Value.Select(clip => Score(clip, Quantized.Run(graph, clip)))];
        double wins = 0;
        for (int a = 0; a < scores.Length; a++)
        {
            for (int n = 0; n < scores.Length && anomalous[a]; n++)
            {
                wins += anomalous[n] ? 0 : scores[a] > scores[n] ? 1 : scores[a] == scores[n] ? 0.5 : 0;
            }
        }

        int positives = anomalous.Count(label => label);
        return wins / positives / (anomalous.Length - positives);
    }

    /// <summary>Mean squared error of the reconstruction over all windows.</summary>
    private static double Score(float[][] windows, IReadOnlyList<float[]> outputs) =>
        windows.Zip(outputs, (x, y) => x.Zip(y, (a, b) => Math.Pow((double)a - b, 2)).Average()).Average();

    private static float[][][] ReadClips()
    {
        float[] frames = Golden.Array("ad01/data/clips.npy").ToFloat32();
        return [.. Enumerable.Range(0, frames.Length / Frames / Mels).Select(clip => Enumerable.Range(0, Windows).Select(window =>
            frames.AsSpan(((clip * Frames) + window) * Mels, FramesPerRow * Mels).ToArray()).ToArray())];
    }
}
