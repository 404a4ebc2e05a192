using Adc.Compiler.Ir;
using Adc.Compiler.Quantizing;
using Adc.Tests.Support;

namespace Adc.Tests.Quantizing;

/// <summary>MLPerf Tiny's image classifier on smooth random images, which stand for photographs.</summary>
public sealed class ImageClassificationQuantizerTests
{
    private const int Side = 32, Channels = 3, Images = 200, Calibration = 60, Knots = 8;

    [SharedTheory]
    [InlineData("ic/pretrainedResnet.tflite")]
    [InlineData("ic/pretrainedResnet.h5")]
    public void Chooses_the_class_of_the_float_model_for_most_images(string path)
    {
        Graph floats = Quantized.Float(path);
        QuantizedModel model = Quantized.Of(floats, Quantized.Rows(Enumerable.Range(1000, Calibration).Select(Smooth)));
        float[][] judged = [.. Enumerable.Range(0, Images).Select(Smooth)];
        int[] before = Classes(Quantized.Run(floats, judged)), after = Classes(Quantized.Run(model.Graph, judged));
        double agreement = before.Zip(after, (a, b) => a == b ? 1.0 : 0).Average();
        Assert.True(agreement >= 0.95 && before.Distinct().Count() > 3, FormattableString.Invariant($"{agreement:P1} of {Images} images agree, on {before.Distinct().Count()} classes"));
    }

    private static int[] Classes(IReadOnlyList<float[]> outputs) => [.. outputs.Select(output => Array.IndexOf(output, output.Max()))];

    /// <summary>Random colours, 0 to 255, at 8 x 8 points of the image, and straight lines in between.</summary>
    private static float[] Smooth(int seed)
    {
        var random = new Random(seed);
        double[] knots = [.. Enumerable.Range(0, Knots * Knots * Channels).Select(_ => random.NextDouble() * 255)];
        return [.. Enumerable.Range(0, Side * Side * Channels).Select(i => (float)Math.Round(Between(knots, i / Channels / Side, i / Channels % Side, i % Channels)))];
    }

    private static double Between(double[] knots, int y, int x, int channel)
    {
        double row = y * (Knots - 1.0) / (Side - 1), column = x * (Knots - 1.0) / (Side - 1);
        int above = Math.Min((int)row, Knots - 2), left = Math.Min((int)column, Knots - 2);
        double At(int down, int right) => knots[((((above + down) * Knots) + left + right) * Channels) + channel];
        return double.Lerp(double.Lerp(At(0, 0), At(0, 1), column - left), double.Lerp(At(1, 0), At(1, 1), column - left), row - above);
    }
}
