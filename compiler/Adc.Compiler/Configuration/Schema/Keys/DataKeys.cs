using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Schema.Keys;

/// <summary>The model, its data and its labels.</summary>
public static class DataKeys
{
    public static readonly OptionalKey<string> ModelName = new(
        "model_name", NameType.Identifier, "name of the model's file",
        "Prefix of files and C symbols; symbols take it in lower case.");

    public static readonly OptionalKey<FilePath> TfliteModel = new(
        "tflite_model", new PathType("a path to a .tflite file"), "",
        "The int8 model.");

    public static readonly OptionalKey<FilePath> FloatModel = new(
        "float_model", new PathType("a path to a .h5, .keras or float .tflite file"), "",
        "Alone with train_data: the model to quantize; with tflite_model: a third column of the comparison.");

    public static readonly OptionalKey<FilePath> TrainData = new(
        "train_data", new PathType("a path to a .npy file"), "",
        "Calibration rows.");

    public static readonly OptionalKey<FilePath> TestData = new(
        "test_data", new PathType("a path to a .npy or .npz file"), "",
        "Rows to run; float rows are quantized as the model's input asks for.");

    public static readonly OptionalKey<FilePath> TestLabels = new(
        "test_labels", new PathType("a path to a .npy file"), "",
        "Expected labels of the rows or of the clips.");

    public static readonly OptionalKey<LabelFormat> TestLabelsFormat = new(
        "test_labels_format",
        new ChoiceType<LabelFormat>(
            new("just_labels", LabelFormat.JustLabels),
            new("last_layer_vector", LabelFormat.LastLayerVector),
            new("edge_impulse_labels", LabelFormat.EdgeImpulse),
            new("custom", LabelFormat.Custom),
            new("per_clip", LabelFormat.PerClip)),
        "from shape and type of the labels",
        "Layout of the labels.", "auto");

    public static readonly OptionalKey<Sequence<string>> ClassificationLabels = new(
        "classification_labels", new ListType<string>(TextType.Instance, "names"), "label_x0, label_x1, ...",
        "Names of the model's outputs, for reports and the C table.");

    public static readonly SettingKey<RowSelection> TestVectors = new(
        "test_vectors", RowSelectionType.Instance, RowSelection.All,
        "Rows of test_data that run, in this order.");

    public static readonly SettingKey<RangeSemantics> RangeSemantics = new(
        "range_semantics",
        new ChoiceType<RangeSemantics>(
            new("inclusive", Configuration.RangeSemantics.Inclusive),
            new("axon", Configuration.RangeSemantics.Axon)),
        Configuration.RangeSemantics.Inclusive,
        "Whether ranges of test_vectors include their end; axon leaves it out.");

    public static readonly SettingKey<int> HeaderFileTestVectorCnt = new(
        "header_file_test_vector_cnt", new IntegerType(0), 0,
        "How many of the selected rows go into the C test header.");

    public static readonly SettingKey<bool> ReshapeInput = new(
        "reshape_input", BooleanType.Instance, false,
        "Whether rows may take the shape of the model's input when only the shape differs.");

    public static readonly SettingKey<bool> GetQuantizedData = new(
        "get_quantized_data", BooleanType.Instance, false,
        "Whether the quantized rows are written as <model>_q_data.npy.");

    public static readonly OptionalKey<string> UserHandleAccuracyResults = new(
        "user_handle_accuracy_results", new TextType("the name of a handler function"), "",
        "Axon's name for a metric; known names map to a task of adc.", "none");

    public static readonly OptionalKey<string> UserHandleTestLabels = new(
        "user_handle_test_labels", new TextType("the name of a handler function"), "",
        "Axon's name for a conversion of labels; known names map to a label format of adc.", "none");

    public static readonly SettingKey<LogLevel> LogLevel = new(
        "log_level",
        new ChoiceType<LogLevel>(
            new("debug", Configuration.LogLevel.Debug),
            new("info", Configuration.LogLevel.Info),
            new("warn", Configuration.LogLevel.Warn),
            new("error", Configuration.LogLevel.Error),
            new("critical", Configuration.LogLevel.Critical)),
        Configuration.LogLevel.Info,
        "How much goes into adc.log; the console follows --verbose and --quiet.");

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        ModelName, TfliteModel, FloatModel, TrainData, TestData, TestLabels, TestLabelsFormat, ClassificationLabels, TestVectors,
        RangeSemantics, HeaderFileTestVectorCnt, ReshapeInput, GetQuantizedData, UserHandleAccuracyResults, UserHandleTestLabels,
        LogLevel,
    ];
}
