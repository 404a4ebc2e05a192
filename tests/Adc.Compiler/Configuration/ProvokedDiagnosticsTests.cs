using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;

namespace Adc.Tests.Configuration;

/// <summary>Each code that the reader can raise, with the place it points at.</summary>
public class ProvokedDiagnosticsTests
{
    public static TheoryData<string, string> Cases { get; } = new()
    {
        {
            "ad:\n  tflite_model: [x\n",
            "ad.yaml(3,1): error ADC1002: not readable as YAML: while parsing a flow sequence, did not find expected ',' or ']'"
        },
        {
            ReadConfig.Test("task: none", "task: anomaly"),
            "ad.yaml(4,3): error ADC1003: 'task' stands twice in one map (first at ad.yaml(3,3)); keep one of them"
        },
        {
            ReadConfig.Test("OP_RADIX: 1", "op_radix: 2"),
            "ad.yaml(4,3): error ADC1003: 'op_radix' stands twice in one map (first at ad.yaml(3,3)); keep one of them"
        },
        { "adc:\nADC:\n", "ad.yaml(2,1): error ADC1003: 'ADC' stands twice in one map (first at ad.yaml(1,1)); keep one of them" },
        {
            "ad:\n  tflite_modle: ad01.tflite\n",
            "ad.yaml(2,3): error ADC1004: 'tflite_modle' is not a key of a test; did you mean 'tflite_model'?"
        },
        { ReadConfig.Test("memory: { stakc: 1k }"), "ad.yaml(3,13): error ADC1004: 'stakc' is not a key of 'memory'; did you mean 'stack'?" },
        {
            ReadConfig.Test("memory: { foo: 1k }"),
            "ad.yaml(3,13): error ADC1004: 'foo' is not a key of 'memory'; it takes flash_budget, ram_budget,"
        },
        {
            ReadConfig.Test("stack: 1k", "graph:"),
            "ad.yaml(3,3): error ADC1004: 'stack' is not a key of a test; did you mean 'stack' below 'memory:'?"
        },
        {
            ReadConfig.Test("memory.stack: 1k", "graph:"),
            "ad.yaml(3,3): error ADC1004: 'memory.stack' is not a key of a test; did you mean 'stack' below 'memory:'?"
        },
        { "adc: { sed: 1 }\n" + ReadConfig.Test(), "ad.yaml(1,8): error ADC1004: 'sed' is not a key of 'adc'; did you mean 'seed'?" },
        { ReadConfig.Test("op_radix: many"), "ad.yaml(3,13): error ADC1005: op_radix is 'many', but must be an integer from 0 to 24" },
        { ReadConfig.Test("memory: 16KiB"), "ad.yaml(3,11): error ADC1005: memory is '16KiB', but must be a map of keys: flash_budget," },
        {
            ReadConfig.Test("classification_labels: one"),
            "ad.yaml(3,26): error ADC1005: classification_labels is 'one', but must be a list of names"
        },
        { ReadConfig.Test("mvp: { fuse: 1 }"), "ad.yaml(3,16): error ADC1005: mvp.fuse is '1', but must be true or false" },
        { "default_values: 3\n" + ReadConfig.Test(), "ad.yaml(1,17): error ADC1005: default_values is '3', but must be a map" },
        {
            "tflite_model: ad.tflite\n",
            "ad.yaml(1,15): error ADC1005: tflite_model is 'ad.tflite', but must be a map, because names at the top level are names of tests: indent this key below a line such as 'my_test:'"
        },
        { "- ad\n", "ad.yaml(1,1): error ADC1005: the file is a list, but must be a map of tests" },
        { ReadConfig.Test("op_radix: 25"), "ad.yaml(3,13): error ADC1006: op_radix is 25, but must be an integer from 0 to 24" },
        {
            ReadConfig.Test("precision_threshold: 1.5"),
            "ad.yaml(3,24): error ADC1006: precision_threshold is 1.5, but must be a number from 0 to 1"
        },
        {
            ReadConfig.Test("target: { clock_hz: 80MHz }"),
            "ad.yaml(3,23): error ADC1006: target.clock_hz is 80MHz, but must be a frequency from 1MHz to 78MHz"
        },
        {
            ReadConfig.Test("target: { board: brd2601 }"),
            "ad.yaml(3,20): error ADC1007: target.board is 'brd2601', but must be one of brd2601a, brd2601b, brd2703a, brd4186a, brd4186b, brd4186c, brd4187a, brd4187b, brd4187c, brd2608a or none"
        },
        {
            ReadConfig.Test("user_handle_accuracy_results: h.user_handle_fomo_fd_accuracy_results"),
            "ad.yaml(3,33): error ADC1007: user_handle_accuracy_results is 'h.user_handle_fomo_fd_accuracy_results', but must be the anomaly-detection handler or absent"
        },
        { "ad:\n  model_name: x\n", "ad.yaml(1,1): error ADC1008: the test 'ad' needs 'tflite_model', or 'float_model' with 'train_data'" },
        {
            "ad:\n  float_model: ad.h5\n",
            "ad.yaml(2,16): error ADC1008: 'float_model' alone needs 'train_data', the rows to quantize it with"
        },
        {
            ReadConfig.Test("test_labels_format: custom"),
            "ad.yaml(3,23): error ADC1008: 'test_labels_format: custom' needs 'user_handle_test_labels'"
        },
        {
            ReadConfig.Test("reports: { fail_on_regression: { flash: 0.1 } }"),
            "ad.yaml(3,34): error ADC1008: 'reports.fail_on_regression' needs 'reports.baseline' to compare with"
        },
        {
            ReadConfig.Test("target: { board: brd4186c, part: EFR32MG24B310F1536IM48 }"),
            "ad.yaml(3,36): error ADC1009: target.part EFR32MG24B310F1536IM48 contradicts target.board brd4186c: that board carries EFR32MG24B210F1536IM48; set target.board to brd2601b or none"
        },
        {
            ReadConfig.Test("target: { part: EFR32MG24A010F768IM40 }"),
            "ad.yaml(3,19): error ADC1009: target.part EFR32MG24A010F768IM40 contradicts target.board brd2601b (the default): that board carries EFR32MG24B310F1536IM48; set target.board to none"
        },
        {
            ReadConfig.Test("target: { board: brd2601a, accelerator: mvp }"),
            "ad.yaml(3,43): error ADC1009: target.accelerator mvpv1 contradicts the part EFR32MG24B110F1536GM48: it has no MVP"
        },
        {
            ReadConfig.Test("mvp: { force_cpu: [3], force_mvp: [1, 3] }"),
            "ad.yaml(3,37): error ADC1009: mvp.force_mvp contradicts mvp.force_cpu: both name the layer 3"
        },
        {
            ReadConfig.Test("test_data: ../x.npy"),
            "ad.yaml(3,14): error ADC1012: test_data is '../x.npy', which leaves the folder of the YAML file"
        },
        {
            "adc: { output_dir: /tmp/x }\n" + ReadConfig.Test(),
            "ad.yaml(1,20): error ADC1012: adc.output_dir is '/tmp/x', an absolute path for output"
        },
        { "adc: { schema: adc/2 }\n" + ReadConfig.Test(), "ad.yaml(1,16): error ADC1013: adc.schema is 'adc/2', but this adc reads adc/1" },
        { "2nd:\n  tflite_model: x\n", "ad.yaml(1,1): error ADC1014: '2nd' is not a test name" },
        { "default_values: { a: 1 }\n", "ad.yaml: error ADC1015: the file has no test" },
        { ReadConfig.Test("model_name: 2x"), "ad.yaml(3,15): error ADC1016: model_name is '2x', but must be a C identifier" },
        {
            ReadConfig.Test("memory: { arena_section: a b }"),
            "ad.yaml(3,28): error ADC1016: memory.arena_section is 'a b', but must be a linker section"
        },
        {
            "a:\n  tflite_model: m.tflite\nb:\n  tflite_model: x/M.tflite\n",
            "ad.yaml(3,1): error ADC1017: the tests 'a' and 'b' both have the model name 'M'"
        },
        {
            "ad: { tflite_model: m }\nAD: { tflite_model: n }\n",
            "ad.yaml(2,1): error ADC1017: the tests 'ad' and 'AD' both have the name (apart from case) 'AD'"
        },
        {
            ReadConfig.Test("run_all_variants: all", "psum_buffer_placement: [interlayer_buffer, dedicated_memory]"),
            "ad.yaml(3,21): error ADC1018: the variant keys span 96 variants, more than 64"
        },
        {
            ReadConfig.Test("target: { part: EFR32MG24B310F1536IM40 }"),
            "ad.yaml(3,19): error ADC1019: target.part is 'EFR32MG24B310F1536IM40', which is not a part that adc knows; did you mean"
        },
        {
            ReadConfig.Test("target: { part: nRF54 }"),
            "ad.yaml(3,19): error ADC1019: target.part is 'nRF54', which is not a part that adc knows; it must be an ordering number"
        },
        { ReadConfig.Test("classification_labels: [a, b, a]"), "ad.yaml(3,26): error ADC1109: classification_labels has 'a' twice" },
        { ReadConfig.Test("test_vectors: [1, 5-3]"), "ad.yaml(3,21): error ADC1110: test_vectors has '5-3', but must be 'all' or a list" },
        {
            ReadConfig.Test("test_vectors: [2-2]", "range_semantics: axon"),
            "ad.yaml(3,18): error ADC1110: test_vectors has '2-2 without its end (range_semantics: axon)'"
        },
        {
            ReadConfig.Test("user_handle_accuracy_results: h.mine"),
            "ad.yaml(3,33): error ADC1112: user_handle_accuracy_results is 'h.mine', a Python function that adc cannot run; use 'evaluator'"
        },
        {
            ReadConfig.Test("user_handle_test_labels: h.mine"),
            "ad.yaml(3,28): error ADC1112: user_handle_test_labels is 'h.mine', a Python function"
        },
        {
            ReadConfig.Test("ad_central_part_start: 246"),
            "ad.yaml(3,26): error ADC1113: ad_central_part_end 250 contradicts ad_central_part_start 246 with ad_frames 5: the part in between holds no window"
        },
        {
            ReadConfig.Test("ad_audio_length: 2 s"),
            "ad.yaml(3,20): error ADC1113: ad_central_part_end 250 contradicts ad_audio_length, ad_sampling_rate and ad_hop_length: a clip of these has 63 frames"
        },
        {
            ReadConfig.Test("quantization: { samples: 9 }"),
            "ad.yaml(3,28): error ADC1114: quantization.samples gives 9 calibration rows, but at least 10 are needed"
        },
        {
            ReadConfig.Test("normalize_scaleshift: False"),
            "ad.yaml(3,3): warning ADC1910: normalize_scaleshift has no effect: multipliers of this target are float16 per channel"
        },
        { ReadConfig.Test("something_else: 3"), "ad.yaml(3,3): warning ADC1910: something_else has no effect: adc does not know this key" },
        { ReadConfig.Test("reshape_input: Yes"), "ad.yaml(3,18): warning ADC1911: reshape_input is 'Yes'; taken as true, write true" },
        {
            ReadConfig.Test(@"test_data: data\x.npy"),
            @"ad.yaml(3,14): warning ADC1912: test_data is 'data\x.npy'; backslashes are taken as '/', write '/'"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reports_the_mistake_and_its_place(string yaml, string expected)
    {
        string found = ReadConfig.Diagnostics(yaml);

        Assert.All(expected.Split('\n'), line => Assert.Contains(line, found, StringComparison.Ordinal));
        Assert.Equal(expected.Count(c => c == '\n') + 1, found.Count(c => c == '\n'));
    }

    [Fact]
    public void Every_code_that_only_data_or_models_can_raise_is_absent_above_and_no_other()
    {
        string provoked = string.Concat(Cases.Select(row => (string)row[1]));
        string[] missing =
        [
            .. Catalogue.All.Select(descriptor => descriptor.Code)
                .Where(code => code.StartsWith("ADC1", StringComparison.Ordinal) && !provoked.Contains(code, StringComparison.Ordinal))
        ];

        Assert.Equal(
            [
                "ADC1001", // ReadingFilesTests
                "ADC1101", // InputFilesTests
                "ADC1102", "ADC1103", "ADC1104", "ADC1105", "ADC1106", "ADC1107", "ADC1108",
                "ADC1111", // RowSelectionTests
                "ADC1115",
                "ADC1116", "ADC1117", // Cli/RunCommandTests, Cli/CompileAndRunTests
                "ADC1118", // Cli/FeaturesCommandTests
                "ADC1119", "ADC1120", // Cli/TestDataTests, Evaluation/Data/ClipGroupsTests
                "ADC1121", "ADC1122", "ADC1123", // Cli/ProfileCommandTests, Cli/NewCommandTests, Cli/TestDataTests
                "ADC1126", // Cli/CalibrateCommandTests
                "ADC1920", "ADC1921", // RowSelectionTests
                "ADC1922", // EndToEnd/VariantKeysTests
                "ADC1923", // Pipeline/ModelCompilerTests
            ],
            missing);
    }

    [Fact]
    public void Collects_all_mistakes_and_sorts_them_by_line() => Support.Snapshot.Verify(ReadConfig.Diagnostics(
        """
        adc:
          schema: adc/1
          sede: 4
          defaults:
            target: { board: brd9999, clock_hz: fast }
            memory:
              stakc: 4k
        tinyml ad:
          tflite_model: a.tflite
        first:
          tflite_model: a.tflite
          op_radix: 99
          test_vectors: [0-3, x, 7-2]
          classification_labels: { a: 1 }
          compare:
            output: { mean_abs_lsb: -1, within_one_ratio: maybe }
        second:
          tflite_model: ../b.tflite
          log_level: loud
          log_level: info
          skip_softmax_op: [true, perhaps]
          quantization: none
          target:
            accelerator: tpu
        """));
}
