using System.Text.Json;
using Adc.Tests.Firmware;

namespace Adc.Tests.Oracle;

/// <summary>scikit-learn as Debian packages it, asked through a small script.</summary>
internal static class ScikitLearn
{
    private const string Python = "/usr/bin/python3";

    // One JSON document of cases in, one list of answers out; an undefined figure is null.
    private const string Script = """
        import json, math, sys, warnings
        from sklearn import metrics
        warnings.simplefilter("error")

        def tried(figure):
            try:
                value = float(figure())
                return value if math.isfinite(value) else None
            except (ValueError, Warning):
                return None

        def detector(case):
            y, s, limit = case["anomaly"], case["scores"], case["threshold"]
            decided = [int(score > limit) for score in s]
            return [
                tried(lambda: metrics.roc_auc_score(y, s)),
                tried(lambda: metrics.roc_auc_score(y, s, max_fpr=case["max_fpr"])),
                tried(lambda: metrics.accuracy_score(y, decided)),
                tried(lambda: metrics.precision_score(y, decided)),
                tried(lambda: metrics.recall_score(y, decided)),
                tried(lambda: metrics.f1_score(y, decided)),
            ]

        def classifier(case):
            y, p, names = case["labels"], case["predicted"], list(range(case["classes"]))
            answers = [tried(lambda: metrics.accuracy_score(y, p))]
            answers += [float(count) for row in metrics.confusion_matrix(y, p, labels=names) for count in row]
            for name in names:
                for figure in (metrics.precision_score, metrics.recall_score, metrics.f1_score):
                    answers.append(tried(lambda: figure(y, p, labels=[name], average="macro")))
            return answers

        def regression(case):
            y, p = case["expected"], case["outputs"]
            return [
                tried(lambda: metrics.mean_absolute_error(y, p)),
                tried(lambda: metrics.mean_squared_error(y, p) ** 0.5),
                tried(lambda: metrics.r2_score(y, p, force_finite=False)),
            ]

        cases = json.load(open(sys.argv[1]))
        json.dump([globals()[case["kind"]](case) for case in cases], open(sys.argv[2], "w"))
        """;

    /// <summary>Why there is no scikit-learn here, or null when there is.</summary>
    public static string? Missing { get; } = !File.Exists(Python) ? $"needs {Python}"
        : NativeTool.TryRun(Python, "-c", "import sklearn").ExitCode == 0 ? null
        : "needs scikit-learn (Debian: python3-sklearn)";

    public static double?[][] Answers(IEnumerable<object> cases)
    {
        using var folder = new BuildFolder();
        File.WriteAllText(folder.File("cases.json"), JsonSerializer.Serialize(cases));
        NativeTool.Run(Python, "-c", Script, folder.File("cases.json"), folder.File("answers.json"));
        return JsonSerializer.Deserialize<double?[][]>(File.ReadAllText(folder.File("answers.json")))!;
    }
}

/// <summary>A fact that asks scikit-learn; skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScikitLearnFactAttribute : FactAttribute
{
    public ScikitLearnFactAttribute() => Skip = ScikitLearn.Missing;
}
