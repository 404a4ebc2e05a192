namespace Adc.Bench.Benchmarks;

/// <summary>Commands as people wait for them: process start, C build and all.</summary>
internal static class WholeCommand
{
    private const string Configuration = "compiler_sample_ad_input.yaml", Sample = "samples/anomaly_detection";

    private const int Rounds = 3;

    private const double PeakLimit = 250;

    public static IEnumerable<Figure> Measure()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Checkout.Root, Configuration), Path.Combine(folder.Path, Configuration));
        CopyFolder(Path.Combine(Checkout.Root, Sample), Path.Combine(folder.Path, Sample));
        yield return Of("adc --version", 1, folder.Path, () => { }, "--version").First();
        foreach (Figure figure in Of("adc compile of the sample, all anew", 4, folder.Path, () => DeleteOutputs(folder), "compile", Configuration))
        {
            yield return figure with { Limit = figure.Unit == "MB" ? PeakLimit : figure.Limit };
        }

        yield return Of("adc compile of the sample, unchanged", 0.6, folder.Path, () => { }, "compile", Configuration).First();
        yield return Evaluation();
        using var large = new TemporaryFolder();
        string file = LargeModel.WriteIn(large);
        foreach (Figure figure in Of("adc compile of 5 million weights", 10, large.Path, () => DeleteOutputs(large), "compile", file))
        {
            yield return figure;
        }
    }

    private static IEnumerable<Figure> Of(string name, double limit, string folder, Action begin, params string[] arguments)
    {
        if (AdcProcess.Best(Rounds, folder, begin, out string problem, arguments) is not AdcProcess best)
        {
            yield return Figure.Missing(name, problem);
            yield break;
        }

        yield return new Figure(name, best.Seconds, "s", limit, Decimals: 2);
        if (best.PeakInBytes is double peak)
        {
            yield return new Figure($"{name}, memory", peak / 1e6, "MB");
        }
    }

    private static void DeleteOutputs(TemporaryFolder folder)
    {
        string outputs = Path.Combine(folder.Path, "outputs");
        if (Directory.Exists(outputs))
        {
            Directory.Delete(outputs, recursive: true);
        }
    }

    /// <summary>The float model, the int8 model and the accelerator on 288 windows of machine sounds.</summary>
    private static Figure Evaluation()
    {
        const string Name = "adc evaluate of 288 windows, three columns";
        if (Network.Folder is not string models || Network.All[0].FullPath is null)
        {
            return Figure.Missing(Name, "the model is not in the shared folder");
        }

        using var folder = new TemporaryFolder();
        string file = folder.Write("ad.yaml", $$"""
            ad:
              tflite_model: {{models}}/ad01/ad01_int8.tflite
              float_model: {{models}}/ad01/ad01.h5
              test_data: {{models}}/ad01/data/x_test_ad.npy
              test_labels: {{models}}/ad01/data/y_test_ad.npy
              task: anomaly

            """);
        return Of(Name, 3, folder.Path, () => { }, "evaluate", file, "--allow-outside").First();
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
