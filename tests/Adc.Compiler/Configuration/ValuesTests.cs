using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Tests.Configuration;

public class ValuesTests
{
    [Theory]
    [InlineData("3", 3)]
    [InlineData("+3", 3)]
    [InlineData("0x10", 16)]
    [InlineData("1_0", 10)]
    [InlineData("'7'", 7)]
    [InlineData("007", 7)]
    public void Reads_integers(string text, int expected) =>
        Assert.Equal(expected, ReadConfig.Model($"op_radix: {text}").Variants.OutputRadix.Value);

    [Theory]
    [InlineData("3.0", "ADC1005")]
    [InlineData("0x", "ADC1005")]
    [InlineData("_3", "ADC1005")]
    [InlineData("3_", "ADC1005")]
    [InlineData("1e1", "ADC1005")]
    [InlineData("[3]", "ADC1005")]
    [InlineData("-1", "ADC1006")]
    [InlineData("99999999999999999999999999999999", "ADC1006")]
    public void Refuses_what_is_no_integer_or_too_large(string text, string code) =>
        Assert.Contains(code, ReadConfig.Diagnostics(ReadConfig.Test($"op_radix: {text}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("16384", 16384)]
    [InlineData("16k", 16384)]
    [InlineData("16KiB", 16384)]
    [InlineData("16 KiB", 16384)]
    [InlineData("16kB", 16000)]
    [InlineData("1MiB", 1048576)]
    [InlineData("1MB", 1000000)]
    [InlineData("1.5k", 1536)]
    [InlineData("0x4000", 16384)]
    [InlineData("300B", 300)]
    public void Reads_sizes(string text, long expected) =>
        Assert.Equal(expected, ReadConfig.Model($"memory: {{ stack: {text} }}").Memory.StackInBytes.Value);

    [Theory]
    [InlineData("16KB", "ADC1005")]
    [InlineData("16 apples", "ADC1005")]
    [InlineData("k", "ADC1005")]
    [InlineData("1000.5", "ADC1005")]
    [InlineData("0.3k", "ADC1005")]
    [InlineData("255", "ADC1006")]
    [InlineData("5000MiB", "ADC1006")]
    [InlineData("99999999999999999999MiB", "ADC1006")]
    public void Refuses_what_is_no_size_or_out_of_range(string text, string code) =>
        Assert.Contains(code, ReadConfig.Diagnostics(ReadConfig.Test($"memory: {{ stack: {text} }}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("78000000", 78_000_000)]
    [InlineData("39MHz", 39_000_000)]
    [InlineData("38.4 mhz", 38_400_000)]
    [InlineData("1000kHz", 1_000_000)]
    public void Reads_frequencies(string text, int expected) =>
        Assert.Equal(expected, ReadConfig.Model($"target: {{ clock_hz: {text} }}").Target.ClockInHz.Value);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData(".5", 0.5)]
    [InlineData("5e-1", 0.5)]
    public void Numbers_may_be_integers(string text, double expected) =>
        Assert.Equal(expected, ReadConfig.Model($"precision_threshold: {text}").Variants.PrecisionThreshold.Value);

    [Theory]
    [InlineData("NaN", "ADC1006")]
    [InlineData("1e999", "ADC1006")]
    [InlineData(".nan", "ADC1005")]
    [InlineData("0,5", "ADC1005")]
    public void Refuses_numbers_that_are_none(string text, string code) =>
        Assert.Contains(code, ReadConfig.Diagnostics(ReadConfig.Test($"precision_threshold: {text}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("True", true)]
    [InlineData("FALSE", false)]
    [InlineData("true", true)]
    public void Reads_booleans_in_the_three_spellings(string text, bool expected) =>
        Assert.Equal(expected, ReadConfig.Model($"reshape_input: {text}").Data.ReshapeInput.Value);

    [Theory]
    [InlineData("on", true)]
    [InlineData("OFF", false)]
    [InlineData("no", false)]
    public void Takes_the_old_boolean_words_with_a_warning(string text, bool expected)
    {
        (CompilerConfig config, string warnings) = ReadConfig.Accepted(ReadConfig.Test($"reshape_input: {text}"));

        Assert.Equal(expected, config.Models[0].Data.ReshapeInput.Value);
        Assert.Contains("warning ADC1911", warnings, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_look_like_booleans_stay_text_in_a_list_of_text() =>
        Assert.Equal(
            ["on", "off", "yes", "no", "null", "1"],
            ReadConfig.Model("classification_labels: [on, off, yes, no, null, 1]").Data.ClassificationLabels!.Value);

    [Fact]
    public void Off_stays_a_choice() => Assert.Equal(AutoOrOff.Off, ReadConfig.Model("mvp: { parallel: off }").Mvp.Parallel.Value);

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("''")]
    public void Empty_values_leave_the_default(string text)
    {
        ModelConfig model = ReadConfig.Model($"op_radix: {text}", $"memory: {text}", $"target: {{ board: {text} }}");

        Assert.True(model.Variants.OutputRadix.IsDefault);
        Assert.Equal("brd2601b", model.Target.Board.Value.Name);
    }

    [Fact]
    public void A_default_points_at_the_test_and_a_value_at_itself()
    {
        ModelConfig model = ReadConfig.Model("op_radix: 4");

        Assert.Equal("ad.yaml(3,13)", model.Variants.OutputRadix.Origin.ToString());
        Assert.Equal("ad.yaml(1,1)", model.Memory.StackInBytes.Origin.ToString());
        Assert.Equal("ad.yaml(1,1)", model.Memory.RamBudgetInBytes(model.Target.Part.Value).Origin.ToString());
    }

    [Theory]
    [InlineData("16KiB", 16384)]
    [InlineData("50%", 131072)]
    [InlineData("12.5 %", 32768)]
    [InlineData("9MiB", 262144)]
    [InlineData("", 262144 - 32768)]
    public void Budgets_are_sizes_or_shares_of_the_part(string text, long expected)
    {
        ModelConfig model = ReadConfig.Model($"memory: {{ ram_budget: {text} }}");

        Assert.Equal(expected, model.Memory.RamBudgetInBytes(model.Target.Part.Value).Value);
    }

    [Theory]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("-1")]
    public void Refuses_budgets_out_of_range(string text) =>
        Assert.Contains(
            "ADC1006: memory.ram_budget", ReadConfig.Diagnostics(ReadConfig.Test($"memory: {{ ram_budget: {text} }}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("none", ThresholdRule.None, 0)]
    [InlineData("auto_f1", ThresholdRule.BestF1, 0)]
    [InlineData("fpr:0.05", ThresholdRule.FalsePositiveRate, 0.05)]
    [InlineData("10.5", ThresholdRule.Fixed, 10.5)]
    [InlineData("", ThresholdRule.BestAccuracy, 0)]
    public void Reads_thresholds(string text, ThresholdRule rule, double value) =>
        Assert.Equal(new ScoreThreshold(rule, value), ReadConfig.Model($"anomaly: {{ threshold: {text} }}").Anomaly.Threshold.Value);

    [Theory]
    [InlineData("fpr:0")]
    [InlineData("fpr:1")]
    [InlineData("auto")]
    public void Refuses_other_thresholds(string text) =>
        Assert.Contains(
            "ADC1006: anomaly.threshold", ReadConfig.Diagnostics(ReadConfig.Test($"anomaly: {{ threshold: {text} }}")), StringComparison.Ordinal);

    [Fact]
    public void Parameters_are_typed_by_their_looks()
    {
        const string Written = "{ b: true, i: 0x10, f: 1.0, s: yes, q: '3', l: [0, 0.5], t: [a, b] }";
        Sequence<NamedValue<ParameterValue>> parameters =
            ReadConfig.Model($"codegen: {{ embed_parameters: {Written} }}").Codegen.EmbedParameters.Value;

        Assert.Equal(["b", "i", "f", "s", "q", "l", "t"], parameters.Select(parameter => parameter.Name));
        Assert.Equal(
            [
                new ParameterValue.Boolean(true),
                new ParameterValue.Integer(16),
                new ParameterValue.Number(1),
                new ParameterValue.Text("yes"),
                new ParameterValue.Text("3"),
                new ParameterValue.List([new ParameterValue.Number(0), new ParameterValue.Number(0.5)]),
                new ParameterValue.List([new ParameterValue.Text("a"), new ParameterValue.Text("b")]),
            ],
            parameters.Select(parameter => parameter.Value));
    }

    [Theory]
    [InlineData("{ a: 1 }")]
    [InlineData("[1, a]")]
    [InlineData("[[1]]")]
    [InlineData("")]
    [InlineData("1e999")]
    public void Refuses_parameters_that_c_could_not_hold(string text) =>
        Assert.Contains(
            "ADC1005: codegen.embed_parameters.p",
            ReadConfig.Diagnostics(ReadConfig.Test($"codegen: {{ embed_parameters: {{ p: {text} }} }}")),
            StringComparison.Ordinal);

    [Fact]
    public void Layers_are_named_by_index_or_operator() =>
        Assert.Equal(
            [LayerSelector.Of(3), LayerSelector.Of("SOFTMAX")], ReadConfig.Model("mvp: { force_cpu: [3, SOFTMAX] }").Mvp.ForceCpu.Value);

    [Fact]
    public void A_part_without_accelerator_runs_on_the_core_unless_told_otherwise()
    {
        Assert.Equal(Accelerator.None, ReadConfig.Model("target: { board: brd2601a }").Target.Accelerator.Value);
        Assert.Equal(Accelerator.MvpV1, ReadConfig.Model("target: { board: BRD2703A }").Target.Accelerator.Value);
        Assert.Equal(Accelerator.None, ReadConfig.Model("target: { accelerator: none }").Target.Accelerator.Value);
    }

    [Fact]
    public void A_bare_part_goes_without_a_board() =>
        Assert.Equal(64, ReadConfig.Model("target: { board: none, part: efr32mg24a010f768im40 }").Target.Part.Value.RamInKib);

    [Theory]
    [InlineData("models/3d net-v2.tflite", "model3d_net_v2")]
    [InlineData("net.v2.tflite", "net_v2")]
    [InlineData("größe.tflite", "gr__e")]
    public void The_model_takes_the_name_of_its_file(string file, string name) =>
        Assert.Equal(name, ReadConfig.Clean($"ad:\n  tflite_model: {file}\n").Models[0].ModelName.Value);

    [Fact]
    public void Calibration_uses_at_most_five_hundred_rows_unless_told_otherwise()
    {
        Assert.Equal((500, 80), (ReadConfig.Model().Quantization.SamplesOf(9000), ReadConfig.Model().Quantization.SamplesOf(80)));
        Assert.Equal(9000, ReadConfig.Model("quantization: { samples: all }").Quantization.SamplesOf(9000));
        Assert.Equal(20, ReadConfig.Model("quantization: { samples: 20 }").Quantization.SamplesOf(9000));
    }

    [Fact]
    public void Layer_tolerances_follow_the_layer_unless_given()
    {
        CompareConfig automatic = ReadConfig.Model().Compare;
        CompareConfig given = ReadConfig.Model("compare: { layer: { exact_ratio: 0.5, max_abs_lsb: auto } }").Compare;

        Assert.Equal((0.92, 2), Tolerances(automatic, inputs: 256, hasData: false));
        Assert.Equal((0.85, 8), Tolerances(automatic, inputs: 257, hasData: false));
        Assert.Equal((0.92, 2), Tolerances(automatic, inputs: 640, hasData: true));
        Assert.Equal((0.5, 8), Tolerances(given, inputs: 640, hasData: false));

        static (double, int) Tolerances(CompareConfig compare, int inputs, bool hasData) =>
            (compare.LayerExactRatio(inputs, hasData).Value, compare.LayerMaxAbsLsb(inputs, hasData).Value);
    }

    [Theory]
    [InlineData("test_labels: y.npy", 0, ModelTask.Classification)]
    [InlineData("test_labels: y.npy", 640, ModelTask.Anomaly)]
    [InlineData("test_labels: y.npy", 10, ModelTask.Classification)]
    [InlineData("op_radix: 0", 0, ModelTask.None)]
    [InlineData("task: regression", 640, ModelTask.Regression)]
    public void The_task_follows_from_shapes_and_labels(string key, int outputElements, ModelTask task) =>
        Assert.Equal(task, ReadConfig.Model(key).Task.TaskFor(outputElements).Value);

    [Fact]
    public void The_features_of_the_benchmark_give_196_windows_of_640_values()
    {
        FeatureConfig features = ReadConfig.Model().Features;

        Assert.Equal((196, 640, 344), (features.WindowsPerClip, features.WindowLength, features.FramesPerClip));
    }

    [Fact]
    public void A_changed_setting_leaves_the_original_as_it_was()
    {
        ModelConfig model = ReadConfig.Model("op_radix: 4");
        ModelConfig changed = model with
        {
            Settings = model.Settings.With(global::Adc.Compiler.Configuration.Schema.Keys.VariantKeys.OpRadix, 7),
        };

        Assert.Equal((4, 7), (model.Variants.OutputRadix.Value, changed.Variants.OutputRadix.Value));
        Assert.NotEqual(model, changed);
        Assert.Equal(model, ReadConfig.Model("op_radix: 4"));
    }
}
