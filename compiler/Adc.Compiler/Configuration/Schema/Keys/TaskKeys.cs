using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>What the model is for, and how it is judged.</summary>
public static class TaskKeys
{
    public static readonly OptionalKey<ModelTask> Task = new(
        "task",
        new ChoiceType<ModelTask>(
            new("classification", ModelTask.Classification),
            new("anomaly", ModelTask.Anomaly),
            new("regression", ModelTask.Regression),
            new("none", ModelTask.None)),
        "from handler, shapes and labels",
        "What the model does, which decides the metrics.");

    public static readonly OptionalKey<string> Evaluator = new(
        "evaluator", new TextType("a command line"), "",
        "Program that computes own metrics; it is started with --allow-exec only.", "none");

    public static readonly SettingKey<AnomalyScore> Score = new(
        "anomaly.score",
        new ChoiceType<AnomalyScore>(
            new("mse", AnomalyScore.MeanSquaredError),
            new("rmse", AnomalyScore.RootMeanSquaredError),
            new("mae", AnomalyScore.MeanAbsoluteError)),
        AnomalyScore.MeanSquaredError,
        "Distance of a window from its reconstruction.");

    public static readonly SettingKey<ScoreReduction> Reduce = new(
        "anomaly.reduce",
        new ChoiceType<ScoreReduction>(new("mean", ScoreReduction.Mean), new("max", ScoreReduction.Max), new("p95", ScoreReduction.P95)),
        ScoreReduction.Mean,
        "How the scores of a clip's windows become one.");

    public static readonly OptionalKey<int> WindowsPerLabel = new(
        "anomaly.windows_per_label", new IntegerType(1), "from the ad_* keys, 1 when each row has a label",
        "Rows that share one label.");

    public static readonly SettingKey<ScoreThreshold> Threshold = new(
        "anomaly.threshold", new ScoreThresholdType(), new ScoreThreshold(ThresholdRule.BestAccuracy),
        "Score above which a clip counts as an anomaly; exported to C.");

    public static readonly SettingKey<double> MaxFpr = new(
        "anomaly.max_fpr", new NumberType(0, 1, isLeastExcluded: true), 0.1,
        "False positive rate up to which the partial AUC is taken.");

    public static readonly SettingKey<int> NormalLabel = new(
        "anomaly.normal_label", new IntegerType(int.MinValue), 0,
        "Label of normal clips.");

    public static readonly OptionalKey<FilePath> Groups = new(
        "anomaly.groups", new PathType("a path to a .npy or .csv file"), "none",
        "Group of each clip, such as a machine: AUC is also given per group.", "none");

    public static IReadOnlyList<SettingKey> All { get; } =
        [Task, Evaluator, Score, Reduce, WindowsPerLabel, Threshold, MaxFpr, NormalLabel, Groups];
}
