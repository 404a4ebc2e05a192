using static Adc.Compiler.Diagnostics.Catalogue;
using static Adc.Compiler.Diagnostics.DiagnosticExamples;

namespace Adc.Compiler.Diagnostics;

/// <summary>Examples of what configurations and data files give rise to.</summary>
internal static class ExamplesOfConfiguration
{
    public static IReadOnlyList<KeyValuePair<DiagnosticDescriptor, DiagnosticExample>> All { get; } =
    [
        Row(ConfigNotFound, "adc compile add.yaml", Origin.OfFile("add.yaml"), "add.yaml", "there is no such file"),
        Row(ConfigSyntax, "ad:\n  tflite_model: [ad.tflite", Yaml(3, 1), "while parsing a flow sequence, did not find expected ',' or ']'"),
        Row(DuplicateKey, "ad:\n  tflite_model: ad.tflite\n  TFLITE_MODEL: other.tflite", Yaml(3, 3), "TFLITE_MODEL", "ad.yaml(2,3)"),
        Row(UnknownConfigKey, "ad:\n  tflite_modle: ad.tflite", Yaml(2, 3), "tflite_modle", "a test", "did you mean 'tflite_model'?"),
        Row(WrongType, "ad:\n  tflite_model: ad.tflite\n  op_radix: many", Yaml(3, 13), "op_radix", "'many'", "an integer from 0 to 24"),
        Row(OutOfRange, "ad:\n  tflite_model: ad.tflite\n  target: { clock_hz: 200MHz }", Yaml(3, 23), "target.clock_hz", "200MHz", "a frequency from 1MHz to 78MHz"),
        Row(UnknownChoice, "ad:\n  tflite_model: ad.tflite\n  target: { rounding: away }", Yaml(3, 23), "target.rounding", "away", "one of tflm, tflite or single"),
        Row(MissingKey, "ad:\n  model_name: ad", Yaml(1, 1), "the test 'ad'", "'tflite_model', or 'float_model' with 'train_data'"),
        Row(ConflictingKeys, "ad:\n  tflite_model: ad.tflite\n  target: { board: brd2601b, part: EFR32MG24A010F1024IM40 }", Yaml(3, 36), "target.part EFR32MG24A010F1024IM40", "target.board brd2601b", "that board carries EFR32MG24B310F1536IM48; set target.board to none"),
        Row(PathNotAllowed, "ad:\n  tflite_model: ../../ad.tflite", Yaml(2, 17), "tflite_model", "../../ad.tflite", "which leaves the folder of the YAML file; move the file, or allow it with --allow-outside"),
        Row(SchemaVersion, "adc: { schema: adc/2 }", Yaml(1, 16), "adc/2", "adc/1"),
        Row(BadTestName, "my test:\n  tflite_model: ad.tflite", Yaml(1, 1), "my test"),
        Row(NoTest, "adc compile ad.yaml --only adx", Origin.OfFile("ad.yaml"), "--only names 'adx', but the file has no such test"),
        Row(BadIdentifier, "ad:\n  tflite_model: ad.tflite\n  model_name: 2nd-model", Yaml(3, 15), "model_name", "2nd-model", "a C identifier of at most 64 characters: letters, digits and '_', no digit in front"),
        Row(NameCollision, "ad:\n  tflite_model: ad.tflite\nAD:\n  tflite_model: ad.tflite", Yaml(3, 1), "ad", "AD", "model name", "ad"),
        Row(TooManyVariants, "ad:\n  tflite_model: ad.tflite\n  run_all_variants: all\n  psum_buffer_placement: [interlayer_buffer, dedicated_memory]", Yaml(3, 21), 96, 64),
        Row(UnknownPart, "ad:\n  target: { part: EFR32MG24 }", Yaml(2, 19), "EFR32MG24", "it must be an ordering number such as EFR32MG24B310F1536IM48"),
        Row(FileMissing, "ad:\n  tflite_model: adx.tflite", Yaml(2, 17), "tflite_model", "adx.tflite", "there is no such file; relative paths start at the folder of the YAML file"),
        Row(NotNpy, "ad:\n  test_data: x.csv", Yaml(2, 14), "test_data", "x.csv", "the file does not start as a .npy file does"),
        Row(DataShape, "ad:\n  test_data: images.npy", Yaml(2, 14), "test_data", "images.npy", "[96,96,3]", "input", "[1,32,32,3]"),
        Row(DataNotFinite, "ad:\n  test_data: x.npy", Yaml(2, 14), "test_data", "x.npy", 17, 3, "NaN"),
        Row(DataType, "ad:\n  test_data: x.npy", Yaml(2, 14), "test_data", "x.npy", "int16", "float32, float64 or int8"),
        Row(LabelCount, "ad:\n  test_data: x.npy\n  test_labels: y.npy", Yaml(3, 16), "test_labels", 99, 100, ""),
        Row(LabelFormat, "ad:\n  test_labels: y.npy", Yaml(2, 16), "test_labels", "y.npy", "[100,3,2]", "int64"),
        Row(LabelNameCount, "ad:\n  classification_labels: [yes, no]", Yaml(2, 26), 2, 3),
        Row(LabelNameRepeated, "ad:\n  classification_labels: [left, left, right]", Yaml(2, 26), "left"),
        Row(RowSyntax, "ad:\n  test_vectors: 10-5", Yaml(2, 17), "test_vectors", "10-5"),
        Row(RowOutOfRange, "ad:\n  test_vectors: [5000]", Yaml(2, 18), 5000, 1000, 999),
        Row(UnknownHandler, "ad:\n  user_handle_accuracy_results: mine.py:score", Yaml(2, 33), "user_handle_accuracy_results", "mine.py:score", "use 'evaluator' for own metrics"),
        Row(FrontEndInconsistent, "ad:\n  ad_n_mels: 64", Yaml(2, 14), "ad_n_mels x ad_frames = 320", "the model's input", "it has 640 values"),
        Row(TooFewCalibrationRows, "ad:\n  float_model: ad.h5\n  train_data: x.npy", Yaml(3, 15), "x.npy", 3, 10),
        Row(EvaluatorFailed, "ad:\n  evaluator: ./judge", Yaml(2, 14), "./judge", "it ended with exit code 1"),
        Row(PortNotMatched, "adc run m.tflite --input left=x.npy --output y.npy", Origin.None, "--input", "there is no 'left'", "'input_1', 'input_2'"),
        Row(NotAnOutputFolder, "adc run outputs --input x.npy --output y.npy --engine cpu", Origin.None, "outputs", "it has no readable report.json"),
        Row(NotASound, "adc features clip.mp3 --output x.npy", Origin.OfFile("clip.mp3"), "the file is not a .wav file"),
        Row(LabelNotAClass, "ad:\n  test_labels: y.npy", Yaml(2, 16), "test_labels", 10, 7, 9),
        Row(GroupColumn, "ad:\n  anomaly: { groups: machines.csv }", Yaml(2, 22), "anomaly.groups", "machines.csv", "'file', 'machine'", "'group'"),
        Row(GoldenCount, "ad:\n  test_data: x.npy\n  compare: { golden: y.npy }", Yaml(3, 22), "y.npy", 99, 100),
        Row(BadEnergyModel, "ad:\n  target: { energy_model: power.json }", Yaml(2, 27), "power.json", "'source' is missing"),
        Row(BadTimingFile, "ad:\n  mvp: { timing: timing.json }", Yaml(2, 18), "timing.json", "'schema' is missing"),
        Row(NoCalibrationRows, "adc new ad01.h5", Origin.OfFile("ad01.h5"), "[rows,640]"),
        Row(
            NoEffect, "ad:\n  cpu_op_codes_list: { 25: 100 }", Yaml(2, 3), "cpu_op_codes_list",
            "operators are placed by what the accelerator can run; use mvp.force_cpu to move one to the core"),
        Row(BooleanWord, "ad:\n  reshape_input: yes", Yaml(2, 18), "reshape_input", "yes", "true"),
        Row(Backslash, "ad:\n  tflite_model: models\\ad.tflite", Yaml(2, 17), "tflite_model", "models\\ad.tflite"),
        Row(RowRepeated, "ad:\n  test_vectors: [0-5, 3]", Yaml(2, 17), 1, 3),
        Row(HeaderVectorsClamped, "ad:\n  test_vectors: [0-2]\n  header_file_test_vector_cnt: 10", Yaml(3, 32), 10, 3),
        Row(PlanNotProven, "ad:\n  memory: { planner: exact }", Yaml(2, 22), 20480, 20224, "10 s"),
        Row(TransposeWithoutEffect, "ad:\n  transpose_kernel: true", Yaml(2, 21), "ad.tflite"),
    ];

    private static Origin Yaml(int line, int column) => new("ad.yaml", line, column);
}
