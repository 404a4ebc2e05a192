using System.Globalization;
using System.Text.Json;
using Adc.Formats.Npy;
using Adc.Tests.Cli;
using Adc.Tests.Support;

namespace Adc.Tests.EndToEnd;

/// <summary>Scores and verdicts on real clips and words, against the figures that are known of them.</summary>
public sealed class RealTestDataTests : IDisposable
{
    private const double ScoreTolerance = 1e-4;

    private readonly WorkFolder folder = new();

    [SharedFact]
    public void Detectors_of_anomalies_score_72_clips_as_is_known()
    {
        string[][] clips = [.. File.ReadLines(Repository.Model("ad01/data/clips.csv")).Skip(1).Select(line => line.Split(','))];
        folder.Write("labels.npy", NpyArray.Of(clips.Select(clip => byte.Parse(clip[3], CultureInfo.InvariantCulture)).ToArray(), clips.Length));
        folder.Write("ad.yaml", $$"""
            adc:
              defaults:
                tflite_model: {{Repository.Model("ad01/ad01_int8.tflite")}}
                test_data: {{Repository.Model("ad01/data/clips.npy")}}
                test_labels: labels.npy
                anomaly: { groups: "{{Repository.Model("ad01/data/clips.csv")}}" }
            keras:
              model_name: keras
              float_model: {{Repository.Model("ad01/ad01.h5")}}
            real:
              model_name: real
              float_model: {{Repository.Model("ad01/ad01_fp32.tflite")}}
              reference: { run: [float] }
            """);

        AdcRun run = AdcRun.Of("compile", folder["ad.yaml"], "--no-build", "--allow-outside");
        Assert.True(run.ExitCode == 0, run.Error);

        Assert.Contains("14,112 rows of 72 clips, 36 normal, 36 anomalous", run.Output, StringComparison.Ordinal);
        Assert.Equal(".8395 .7076 .9259 .8246 .7531 .7661 .9753 .8830 .87346 .79532 .87114", Figures("keras", "float"));
        Assert.Equal(".8148 .7076 .9136 .8246 .6914 .6491 .9630 .8246 .84568 .75146 .85417", Figures("keras", "int8"));
        Assert.Equal(".8519 .7076 .9383 .8246 .7654 .7661 .9630 .8246 .87963 .78070 .88966", Figures("real", "float"));
        Assert.Equal(clips.Select(clip => clip[4]), Scores("keras", "float"), Near);
        Assert.Equal(clips.Select(clip => clip[6]), Scores("keras", "int8"), Near);
        Assert.Equal(clips.Select(clip => clip[5]), Scores("real", "float"), Near);
        JsonElement columns = Metrics("keras").GetProperty("columns");
        foreach (string figure in (string[])["auc", "auc_average"])
        {
            Assert.Equal(columns.GetProperty("int8").GetProperty(figure).GetDouble(), columns.GetProperty("mvp").GetProperty(figure).GetDouble(), 0.01);
        }
    }

    [SharedFact]
    public void The_keyword_spotter_knows_452_of_500_words()
    {
        folder.Write("kws.yaml", $$"""
            kws:
              tflite_model: {{Repository.Model("kws/kws_ref_model.tflite")}}
              test_data: {{Repository.Model("kws/data/x_test_kws_int8.npy")}}
              test_labels: {{Repository.Model("kws/data/y_test_kws.npy")}}
              classification_labels: [down, go, left, "no", "off", "on", right, stop, up, "yes", silence, unknown]
            """);

        AdcRun run = AdcRun.Of("compile", folder["kws.yaml"], "--no-build", "--allow-outside");
        Assert.True(run.ExitCode == 0, run.Error);

        JsonElement columns = Metrics("kws").GetProperty("columns");
        Assert.Equal(452, columns.GetProperty("int8").GetProperty("right").GetInt32());
        Assert.InRange(columns.GetProperty("mvp").GetProperty("right").GetInt32(), 447, 457);
        Assert.Equal(Confusion(), columns.GetProperty("int8").GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToArray()));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>From the known outputs, without anything of ours.</summary>
    private static int[][] Confusion()
    {
        sbyte[] outputs = NpyReader.Read(File.ReadAllBytes(Repository.Model("kws/data/golden_int8_output.npy"))).Array!.ToInt8();
        byte[] labels = [.. NpyReader.Read(File.ReadAllBytes(Repository.Model("kws/data/y_test_kws.npy"))).Array!.Data.ToArray().Take(500)];
        var confusion = Enumerable.Range(0, 12).Select(_ => new int[12]).ToArray();
        for (int row = 0; row < labels.Length; row++)
        {
            sbyte[] words = outputs[(row * 12)..((row + 1) * 12)];
            confusion[labels[row]][Array.IndexOf(words, words.Max())]++;
        }

        return confusion;
    }

    private static bool Near(string expected, string actual)
    {
        double wanted = double.Parse(expected, CultureInfo.InvariantCulture), found = double.Parse(actual, CultureInfo.InvariantCulture);
        return Math.Abs(wanted - found) <= ScoreTolerance * wanted;
    }

    private string Figures(string test, string column)
    {
        JsonElement metrics = Metrics(test), own = metrics.GetProperty("columns").GetProperty(column);
        IEnumerable<string> groups = metrics.GetProperty("groups").EnumerateObject().Select(group => group.Value.GetProperty(column))
            .Select(group => $"{Digits(group, "auc", 4)} {Digits(group, "pauc", 4)}");
        return $"{string.Join(' ', groups)} {Digits(own, "auc_average", 5)} {Digits(own, "pauc_average", 5)} {Digits(own, "auc", 5)}";
    }

    private static string Digits(JsonElement figures, string name, int digits) =>
        figures.GetProperty(name).GetDouble().ToString("." + new string('0', digits), CultureInfo.InvariantCulture);

    private IEnumerable<string> Scores(string test, string column)
    {
        string[][] table = [.. File.ReadLines(folder[$"outputs/{test}/{test}_scores.csv"]).Select(line => line.Split(','))];
        return table.Skip(1).Select(row => row[Array.IndexOf(table[0], column)]);
    }

    private JsonElement Metrics(string test)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(folder[$"outputs/{test}/report.json"]));
        return report.RootElement.GetProperty("metrics").Clone();
    }
}
