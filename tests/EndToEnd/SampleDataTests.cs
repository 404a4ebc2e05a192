using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>The model and the data of <c>samples/anomaly_detection</c>, as <c>training/make_sample.py</c> has written them.</summary>
public sealed class SampleDataTests
{
    private const int Features = 640;

    [Fact]
    public void Every_clip_has_a_label_and_twelve_windows()
    {
        byte[] labels = SampleFiles.Array("y_test_ad.npy").ToUInt8();
        Assert.Equal([48], SampleFiles.Array("y_test_ad.npy").Shape);
        Assert.Equal(24, labels.Count(label => label == 1));
        Assert.Equal(24, labels.Count(label => label == 0));
        Assert.Equal([labels.Length * SampleFiles.WindowsPerClip, Features], SampleFiles.Array("x_test_ad.npy").Shape);
        Assert.Equal([500, Features], SampleFiles.Array("x_train.npy").Shape);
    }

    [Fact]
    public void No_file_is_too_large_for_a_repository() => Assert.All(
        Directory.GetFiles(SampleFiles.Folder).Concat(Directory.GetFiles(Path.GetDirectoryName(SampleFiles.Data(""))!)),
        file => Assert.InRange(new FileInfo(file).Length, 1, 1_500_000));

    [Fact]
    public void The_reference_computes_what_was_trained()
    {
        float[] expected = SampleFiles.Array("golden_output.npy").ToFloat32(), rows = SampleFiles.Array("x_test_ad.npy").ToFloat32();
        int count = expected.Length / Features, step = rows.Length / Features / count;
        float[] chosen = [.. Enumerable.Range(0, count).SelectMany(row => rows.AsSpan(row * step * Features, Features).ToArray())];
        float[] found = Reproduced(NpyArray.Of(chosen, count, Features));

        float range = expected.Max() - expected.Min();
        Assert.InRange(range, 30, 100);
        Assert.InRange(found.Zip(expected, (one, other) => Math.Abs(one - other)).Max(), 0, 1e-4 * range);
    }

    [Fact]
    public void The_float_model_tells_sick_machines_from_healthy_ones()
    {
        NpyArray rows = SampleFiles.Array("x_test_ad.npy");
        double auc = Auc(PerClip(rows.ToFloat32().Zip(Reproduced(rows), (real, made) => ((double)real - made) * ((double)real - made))));
        Assert.InRange(auc, 0.93, 1);
        Assert.Equal(SampleFiles.Expected.GetProperty("auc").GetProperty("float").GetDouble(), auc, 1e-4);
    }

    [Theory]
    [InlineData("of_decibels")]
    [InlineData("of_power")]
    public void The_mean_energy_of_a_clip_tells_little(string measure)
    {
        IEnumerable<double> decibels = SampleFiles.Array("x_test_ad.npy").ToFloat32().Select(value => (double)value);
        double auc = Auc(PerClip(measure == "of_decibels" ? decibels : decibels.Select(value => Math.Pow(10, value / 10))));
        Assert.InRange(auc, 0.30, 0.70);
        Assert.Equal(SampleFiles.Expected.GetProperty("frame_energy_auc").GetProperty(measure).GetDouble(), auc, 1e-4);
    }

    private static float[] Reproduced(NpyArray rows)
    {
        using var folder = new WorkFolder();
        AdcRun.Of("run", SampleFiles.FloatModel, "--engine", "reference", "--input", folder.Write("x.npy", rows), "--output", folder["y.npy"]).Succeeded();
        return folder.ReadNpy("y.npy").ToFloat32();
    }

    private static double[] PerClip(IEnumerable<double> values) => [.. values.Chunk(SampleFiles.WindowsPerClip * Features).Select(clip => clip.Average())];

    // The share of pairs of a sick and a healthy clip in which the sick one scores higher.
    private static double Auc(double[] scores)
    {
        byte[] labels = SampleFiles.Array("y_test_ad.npy").ToUInt8();
        double[] sick = [.. scores.Where((_, clip) => labels[clip] == 1)], healthy = [.. scores.Where((_, clip) => labels[clip] == 0)];
        return sick.Average(high => healthy.Average(low => high > low ? 1 : high == low ? 0.5 : 0));
    }
}
