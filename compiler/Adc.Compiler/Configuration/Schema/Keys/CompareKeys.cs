using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>Tolerances of comparisons. Differences are in int8 steps.</summary>
public static class CompareKeys
{
    public static readonly SettingKey<double> OutputMeanAbsLsb = new(
        "compare.output.mean_abs_lsb", NumberType.NotNegative, 1.2,
        "Largest mean difference of mvp from int8 at the output, in front of a final softmax or logistic.");

    public static readonly OptionalKey<double> OutputWithinOneRatio = new(
        "compare.output.within_one_ratio", NumberType.Ratio, "none",
        "Smallest share of output values at most one step away.", "none");

    public static readonly OptionalKey<int> OutputMaxAbsLsb = new(
        "compare.output.max_abs_lsb", new IntegerType(0), "none",
        "Largest single difference at the output.", "none");

    public static readonly OptionalKey<double> LayerExactRatio = new(
        "compare.layer.exact_ratio", NumberType.Ratio, "auto",
        "Smallest share of equal values of each layer that is fed with exact inputs.", "auto");

    public static readonly OptionalKey<int> LayerMaxAbsLsb = new(
        "compare.layer.max_abs_lsb", new IntegerType(0), "auto",
        "Largest single difference of each layer that is fed with exact inputs.", "auto");

    public static readonly SettingKey<int> Int8MaxAbsLsb = new(
        "compare.int8.max_abs_lsb", new IntegerType(0), 0,
        "Largest difference of the int8 column from compare.golden.");

    public static readonly OptionalKey<FilePath> Golden = new(
        "compare.golden", new PathType("a path to a .npy file"), "none",
        "Expected outputs from another tool.", "none");

    public static readonly SettingKey<double> MetricDrop = new(
        "compare.metric_drop", NumberType.Ratio, 0.01,
        "How far the metric of mvp may fall behind int8.");

    public static readonly SettingKey<bool> DeviceExact = new(
        "compare.device_exact", BooleanType.Instance, true,
        "Whether the firmware's self-test expects exactly the mvp column; false applies the output tolerances.");

    public static readonly SettingKey<FailPolicy> OnFail = new(
        "compare.on_fail",
        new ChoiceType<FailPolicy>(new("error", FailPolicy.Error), new("warn", FailPolicy.Warn)),
        FailPolicy.Error,
        "What a comparison outside its tolerance is.");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        OutputMeanAbsLsb, OutputWithinOneRatio, OutputMaxAbsLsb, LayerExactRatio, LayerMaxAbsLsb, Int8MaxAbsLsb, Golden, MetricDrop,
        DeviceExact, OnFail,
    ];
}
