using Adc.Compiler.Evaluation.Features;
using Adc.Formats.Npy;
using Adc.Formats.Wav;
using Adc.Tests.Support;

namespace Adc.Tests.Evaluation.Features;

/// <summary>The front end of the anomaly-detection benchmark against goldens that another program has computed.</summary>
public sealed class LogMelTests
{
    private const double Tolerance = 1e-3, Quiet = -60;

    [SharedTheory]
    [InlineData("yes_1000ms")]
    [InlineData("no_1000ms")]
    [InlineData("noise_1000ms")]
    [InlineData("silence_1000ms")]
    [InlineData("short_wav_easy10s")]
    public void Frames_equal_the_goldens(string name)
    {
        WavSound sound = WavReader.Read(File.ReadAllBytes(Repository.Model($"audio/{name}.wav"))).Sound!;
        IReadOnlyList<float[]> frames = new LogMel(new FeatureOptions()).Frames(sound.Mono(), sound.SampleRate);
        NpyArray golden = Golden($"{name}_logmel");

        Assert.Equal(golden.Shape[0], frames.Count);
        float[] expected = Floats(golden), actual = [.. frames.SelectMany(frame => frame)];
        Assert.All(expected.Zip(actual), pair =>
            Assert.True(pair.First < Quiet ? pair.Second < Quiet + Tolerance : Math.Abs(pair.First - pair.Second) <= Tolerance, $"{pair.First} dB, found {pair.Second} dB"));
    }

    [SharedFact]
    public void Mel_filters_equal_the_golden()
    {
        var filters = new MelFilters(new FeatureOptions());
        float[] expected = Floats(Golden("mel_filterbank_128x513_float32"));
        double[] actual = [.. Enumerable.Range(0, 128).SelectMany(filters.Band)];
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -2e-9, 2e-9));
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(8_000)]
    public void Another_rate_is_converted_first(int rate)
    {
        double[] Tone(int of) => [.. Enumerable.Range(0, of).Select(i => 0.5 * Math.Sin(2 * Math.PI * 1000 * i / of))];
        var features = new LogMel(new FeatureOptions());
        float[] expected = features.Frames(Tone(16_000), 16_000)[10], actual = features.Frames(Tone(rate), rate)[10];

        int peak = Array.IndexOf(expected, expected.Max());
        Assert.Equal(peak, Array.IndexOf(actual, actual.Max()));
        Assert.InRange(actual[peak] - expected[peak], -0.01f, 0.01f);
    }

    [Fact]
    public void Rows_are_consecutive_frames_of_the_part_that_is_used()
    {
        float[][] frames = [.. Enumerable.Range(0, 10).Select(i => new float[] { i, i + 0.5f })];
        IReadOnlyList<float[]> rows = new LogMel(new FeatureOptions(FramesPerRow: 2, FirstFrame: 3, EndFrame: 6)).Rows(frames);

        Assert.Equal([[3, 3.5f, 4, 4.5f], [4, 4.5f, 5, 5.5f]], rows);
    }

    [Fact]
    public void Sound_shorter_than_half_a_transform_has_no_frames() => Assert.Empty(new LogMel(new FeatureOptions()).Frames(new double[512], 16_000));

    [Theory, Seeds(5)]
    public void The_transform_is_the_sum_that_defines_it(int seed)
    {
        var random = new Random(seed);
        double[] samples = [.. Enumerable.Range(0, 64).Select(_ => random.NextDouble() - 0.5)];
        double[] power = new Fft(64).Power(samples);
        for (int k = 0; k <= 32; k++)
        {
            double re = samples.Select((x, i) => x * Math.Cos(2 * Math.PI * i * k / 64)).Sum(), im = samples.Select((x, i) => x * Math.Sin(2 * Math.PI * i * k / 64)).Sum();
            Assert.InRange(power[k] - (re * re) - (im * im), -1e-12, 1e-12);
        }
    }

    private static NpyArray Golden(string name) => NpyReader.Read(File.ReadAllBytes(Repository.Model($"audio/golden/{name}.npy"))).Array!;

    private static float[] Floats(NpyArray array) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(array.Data.Span).ToArray();
}
