using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Tests.Configuration;

/// <summary>Files with the keys and the structure that Axon's samples have: shared anchors, empty values, comments everywhere.</summary>
public class AxonFilesTests
{
    private const string SharedValues =
        """
        # Values that several tests share
        default_values : ##shared##
          quantized: &quantized False
          buffer: &buffer 96000
          where: &where NVM
          stripes: &stripes False
          rows: &rows [0-10] #all # [1-3]
          ops: &ops { 25: 100}
          level : &level debug #info, warn
          variants : &variants False #, softmax, conv2d_settings
          order: &order local_psum
          placement : &placement interlayer_buffer
          scaleshift: &scaleshift True
          raw_output: &raw_output True
          no_softmax: &no_softmax False

        """;

    private const string AnomalyDetection = SharedValues +
        """
        machine_sounds:
          tflite_model: sounds_int8.tflite
          model_name: SOUNDS
          float_model: #sounds.h5
          train_data: 
          test_data: #data/x.npy
          test_labels: #data/y.npy
          test_labels_format: #"just_labels", or "custom" with user_handle_test_labels
          test_vectors: *rows #[0 ,18 ,89]
          header_file_test_vector_cnt: 3
          get_quantized_data: False
          interlayer_buffer_size: 96000
          psum_buffer_size: *buffer
          constants_location: NVM
          no_striping: False
          classification_labels: 
          op_radix: 0
          cpu_op_codes_list: { 25: 100}
          user_handle_accuracy_results: user_handler_functions.user_handle_anomaly_detection_accuracy_results
          run_all_variants : *variants #if not "all", only the listed ones
          conv2d_setting : *order #[inner, outer]
          skip_softmax_op : *no_softmax
          normalize_scaleshift: *scaleshift #[False, True] 
          disable_op_quantization: *raw_output
          log_level : *level
          psum_buffer_placement : *placement
        """;

    private const string Classification = SharedValues +
        """
        commands:
          run_all_variants : *variants
          conv2d_setting : *order # [inner, outer]
          skip_softmax_op : *no_softmax #[False, True]
          normalize_scaleshift: *scaleshift
          disable_op_quantization: *raw_output
          tflite_model: commands.tflite
          model_name: COMMANDS
          float_model: 
          train_data: 
          test_data: #data/x.npy
          test_labels: 
          test_labels_format: "just_labels" #"edge_impulse_labels"
          test_vectors: *rows #[1-5]
          header_file_test_vector_cnt: 3
          get_quantized_data: *quantized
          interlayer_buffer_size: *buffer
          psum_buffer_size: *buffer
          constants_location: *where
          no_striping: *stripes
          classification_labels: ["Up","Down", 'Left' ,"Right"]
          op_radix: 0
          cpu_op_codes_list: *ops
          log_level : *level
          psum_buffer_placement : *placement
        """;

    // The template that is handed out: every key there, every value left empty but the model.
    private const string Template =
        """
        unique_test_name:
          #Primary Parameters
          model_name: #used for files
          tflite_model: m.tflite
          float_model: 
          train_data: 
          test_data: 
          test_labels: 
          test_labels_format: 
          classification_labels: 
          test_vectors: 
          header_file_test_vector_cnt: 
          #Variant Parameters
          disable_op_quantization: 
          transpose_kernel: 
          run_all_variants: 
          #Advanced Parameters
          interlayer_buffer_size: 
          psum_buffer_size: 
          op_radix: 
          user_handle_accuracy_results: 
          user_handle_test_labels: 
          log_level: 
          precision_threshold: 
          precision_margin: 
          reshape_input: 
        """;

    private const string UpperCase =
        """
        People:
          TFLITE_MODEL: people.tflite
          MODEL_NAME: PEOPLE
          TEST_LABELS_FORMAT: "last_layer_vector"
          CLASSIFICATION_LABELS: ["nobody" ,"somebody"]
          TEST_VECTORS: all
          CPU_OP_CODES_LIST: { 25: 100, 26: 0x65 }
          RUN_ALL_VARIANTS: [softmax, op_quantization]
          CONV2D_SETTING: [inner, outer]
        """;

    [Fact]
    public void An_anomaly_detection_file_loads_with_a_warning_about_the_dead_key_only()
    {
        (CompilerConfig config, string warnings) = ReadConfig.Accepted(AnomalyDetection);

        Assert.Equal(
            "ad.yaml(33,3): warning ADC1910: cpu_op_codes_list has no effect: operators are placed by what the accelerator can run; "
            + "use mvp.force_cpu to move one to the core\n",
            warnings);
        Assert.False(config.IsStrict);
    }

    [Fact]
    public void Each_key_that_means_something_here_is_acted_on()
    {
        var bag = new DiagnosticBag();
        ConfigReader.Read(AnomalyDetection, "ad.yaml", ConfigOptions.Default, bag);

        Assert.Equal("", ReadConfig.LinesAboutLaterKeys(bag));
    }

    [Fact]
    public void It_selects_eleven_rows_an_int32_output_and_three_header_vectors()
    {
        ModelConfig model = ReadConfig.Accepted(AnomalyDetection).Config.Models.Single();
        var bag = new DiagnosticBag();

        Assert.Equal(Enumerable.Range(0, 11), model.Data.TestVectors.Value.Resolve(196, bag)!);
        Assert.Equal([true], model.Variants.DisableOutputQuantization.Value);
        Assert.Equal(3, model.Data.HeaderVectorsOf(11, bag));
        Assert.Equal("", ReadConfig.Lines(bag));
        Assert.Equal("SOUNDS", model.ModelName.Value);
    }

    [Fact]
    public void Empty_values_are_unset_and_the_rest_has_its_meaning_here()
    {
        ModelConfig model = ReadConfig.Accepted(AnomalyDetection).Config.Models.Single();

        Assert.Null(model.Data.FloatModel);
        Assert.Null(model.Data.TestData);
        Assert.Null(model.Data.TestLabelsFormat);
        Assert.Null(model.Data.ClassificationLabels);
        Assert.Equal(96000, model.Memory.ArenaBudgetInBytes!.Value);
        Assert.Equal(96000, model.Memory.ScratchBudgetInBytes!.Value);
        Assert.Equal(ConstantPlacement.Auto, model.Memory.Constants.Value);
        Assert.Equal(Tiling.Auto, model.Mvp.Tiling.Value);
        Assert.Equal(LogLevel.Debug, model.Data.LogLevel.Value);
        Assert.Equal(ModelTask.Anomaly, model.Task.TaskFor(outputElements: 0).Value);
        Assert.Equal(LoopOrder.Auto, model.Mvp.LoopOrder);
    }

    [Fact]
    public void A_classification_file_loads_with_the_same_warning()
    {
        (CompilerConfig config, string warnings) = ReadConfig.Accepted(Classification);

        Assert.Equal(1, warnings.Count(c => c == '\n'));
        Assert.Contains("ADC1910: cpu_op_codes_list", warnings, StringComparison.Ordinal);
        Assert.Equal(["Up", "Down", "Left", "Right"], config.Models[0].Data.ClassificationLabels!.Value);
        Assert.Equal(LabelFormat.JustLabels, config.Models[0].Data.TestLabelsFormat!.Value);
    }

    [Fact]
    public void The_template_loads_with_all_its_empty_keys()
    {
        ModelConfig model = ReadConfig.Clean(Template).Models.Single();

        Assert.Equal("m", model.ModelName.Value);
        Assert.Equal(RowSelection.All, model.Data.TestVectors.Value);
    }

    [Fact]
    public void Keys_may_be_written_in_upper_case()
    {
        (CompilerConfig config, string warnings) = ReadConfig.Accepted(UpperCase);

        Assert.Contains("ADC1910: cpu_op_codes_list", warnings, StringComparison.Ordinal);
        Assert.Equal("People", config.Models[0].Name);
        Assert.Equal(LabelFormat.LastLayerVector, config.Models[0].Data.TestLabelsFormat!.Value);
        Assert.Equal(8, config.Models[0].Variants.Expand().Count);
    }

    [Fact]
    public void Handlers_of_the_published_samples_map_to_what_is_built_in()
    {
        ModelConfig model = ReadConfig.Model(
            "user_handle_test_labels: handlers.user_handle_ei_audio_mike_test_labels",
            "user_handle_accuracy_results: user_handle_anomaly_detection_accuracy_results");

        Assert.Equal(LabelFormat.EdgeImpulse, model.Data.TestLabelsFormat!.Value);
        Assert.Equal(ModelTask.Anomaly, model.Task.TaskFor(0).Value);
    }

    [Fact]
    public void A_handler_of_ones_own_is_fine_beside_an_evaluator() =>
        Assert.Equal(
            "python3 judge.py",
            ReadConfig.Model("user_handle_accuracy_results: h.mine", "evaluator: python3 judge.py").Task.Evaluator!.Value);

    [Fact]
    public void Keys_of_adc_take_precedence_over_Axons_so_that_a_file_can_serve_both()
    {
        ModelConfig both = ReadConfig.Model(
            "constants_location: RAM", "no_striping: true", "conv2d_setting: inner",
            "memory: { constants: flash }", "mvp: { tiling: always, loop_order: input_outer }");
        ModelConfig axonOnly = ReadConfig.Model("constants_location: RAM", "no_striping: true", "conv2d_setting: inner");

        Assert.Equal(
            (ConstantPlacement.Flash, Tiling.Always, LoopOrder.InputOuter),
            (both.Memory.Constants.Value, both.Mvp.Tiling.Value, both.Mvp.LoopOrder));
        Assert.Equal(
            (ConstantPlacement.Ram, Tiling.Never, LoopOrder.InputInner),
            (axonOnly.Memory.Constants.Value, axonOnly.Mvp.Tiling.Value, axonOnly.Mvp.LoopOrder));
    }
}
