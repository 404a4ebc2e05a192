using Adc.Compiler.Configuration.Schema.Types;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>How a float model becomes int8.</summary>
public static class QuantizationKeys
{
    private static readonly ChoiceType<EdgeType> Edge = new(new("int8", EdgeType.Int8), new("float32", EdgeType.Float32));

    public static readonly OptionalKey<SampleLimit> Samples = new(
        "quantization.samples", new SampleLimitType(), "at most 500",
        "Rows of train_data that are used, evenly spaced.");

    public static readonly SettingKey<RangeMethod> Method = new(
        "quantization.method",
        new ChoiceType<RangeMethod>(
            new("minmax", RangeMethod.MinMax), new("percentile", RangeMethod.Percentile), new("mse", RangeMethod.Mse)),
        RangeMethod.MinMax,
        "How ranges are chosen.");

    public static readonly SettingKey<double> Percentile = new(
        "quantization.percentile", new NumberType(90, 100), 99.99,
        "Share of values inside the range, for the method percentile.");

    public static readonly SettingKey<bool> PerChannel = new(
        "quantization.per_channel", BooleanType.Instance, true,
        "Whether weights have a scale per output channel; TensorFlow Lite 2.9 wants false where there are dense layers.");

    public static readonly SettingKey<EdgeType> InputType = new(
        "quantization.input_type", Edge, EdgeType.Int8,
        "Type of the model's input.");

    public static readonly SettingKey<EdgeType> OutputType = new(
        "quantization.output_type", Edge, EdgeType.Int8,
        "Type of the model's output.");

    public static readonly SettingKey<BatchNormFolding> FoldBatchnorm = new(
        "quantization.fold_batchnorm",
        new ChoiceType<BatchNormFolding>(new("auto", BatchNormFolding.Auto), new("never", BatchNormFolding.Never)),
        BatchNormFolding.Auto,
        "Whether batch normalization joins the layer in front where that is exact.");

    public static readonly SettingKey<bool> BiasCorrection = new(
        "quantization.bias_correction", BooleanType.Instance, false,
        "Whether biases make up for the mean error of rounded weights.");

    public static readonly SettingKey<bool> SaveTflite = new(
        "quantization.save_tflite", BooleanType.Instance, true,
        "Whether the int8 model is written beside the other outputs.");

    public static readonly OptionalKey<double> MaxLoss = new(
        "quantization.max_loss", NumberType.NotNegative, "none",
        "How far the metric may fall behind the float model.", "none");

    public static IReadOnlyList<SettingKey> All { get; } =
        [Samples, Method, Percentile, PerChannel, InputType, OutputType, FoldBatchnorm, BiasCorrection, SaveTflite, MaxLoss];
}
