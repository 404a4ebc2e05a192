namespace Adc.Compiler.Diagnostics;

/// <summary>1xxx: the configuration file (10xx), the data files it names (11xx), and warnings about both (19xx).</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor ConfigNotFound = new(
        "ADC1001", "Configuration file not readable", "cannot read the configuration '{0}': {1}",
        """
        The file given to adc does not exist, is a folder, or may not be read. Remedy: Check the path; it is taken relative to the
        current folder. 'adc new MODEL' writes a commented configuration for a model.
        """);

    public static readonly DiagnosticDescriptor ConfigSyntax = new(
        "ADC1002", "Not readable as YAML", "not readable as YAML: {0}",
        """
        The file breaks a rule of YAML, or a limit that keeps broken and hostile files from using up time and memory: UTF-8 text of at
        most 1 MiB, one document, nested at most 32 deep, at most 10,000 nodes once aliases are expanded, no own tags. The place is
        where the reader gave up; the cause often stands on the line above. Remedy: Frequent causes: a tab in the indentation, a bracket
        or quote that is never closed, a second ': ' on one line ('title: a: b' wants quotes), a line inside brackets that is not
        indented deeper than its key.
        """);

    public static readonly DiagnosticDescriptor DuplicateKey = new(
        "ADC1003", "Key given twice", "'{0}' stands twice in one map (first at {1}); keep one of them",
        """
        YAML parsers disagree about which of two equal keys counts, so adc takes neither for granted. Keys match in any case:
        'MODEL_NAME' and 'model_name' are one key. Remedy: Delete or rename one of the two.
        """);

    public static readonly DiagnosticDescriptor UnknownConfigKey = new(
        "ADC1004", "Unknown configuration key", "'{0}' is not a key of {1}; {2}",
        """
        The name is none that adc knows at this place; most often it is misspelt ('tflite_modle') or stands one level too high or too
        low ('stack' belongs below 'memory:'). Remedy: Correct the name, or move the key. Files written for another compiler may carry
        keys that mean nothing here: '--compat axon' turns unknown keys into warnings, and that is the default for files with neither an
        'adc:' block nor one of the blocks that only adc knows, except where a name is a near miss of a known one.
        """);

    public static readonly DiagnosticDescriptor WrongType = new(
        "ADC1005", "Value of the wrong kind", "{0} is {1}, but must be {2}",
        """
        The value cannot be read as what the key takes. Examples: 'op_radix: many' (an integer is wanted), 'memory: 16KiB' (a map is
        wanted), 'mvp.fuse: 1' (true or false is wanted). Remedy: Write the value in the form that the message names. Sizes are written
        16384, 16KiB, 16k (1,024 each) or 16kB (1,000), frequencies 78000000 or 78MHz. A test's name must be followed by a map of keys,
        indented below it.
        """);

    public static readonly DiagnosticDescriptor OutOfRange = new(
        "ADC1006", "Value out of range", "{0} is {1}, but must be {2}",
        """
        The value has the right form but lies outside what the key allows, for instance 'op_radix: 30' (0 to 24) or 'target.clock_hz:
        200MHz' (1 to 78 MHz). Remedy: Choose a value within the limits that the message names.
        """);

    public static readonly DiagnosticDescriptor UnknownChoice = new(
        "ADC1007", "Not one of the allowed values", "{0} is '{1}', but must be {2}",
        """
        The key takes one of a few names, in any case, and the message lists them. An Axon handler for a task that adc does not support
        (FOMO face detection) is reported under this code too. Remedy: Write one of the names that the message lists.
        """);

    public static readonly DiagnosticDescriptor MissingKey = new(
        "ADC1008", "Required key missing", "{0} needs {1}",
        """
        Each test needs a model: 'tflite_model', or 'float_model' together with 'train_data', from which adc quantizes it.
        'test_labels_format: custom' needs 'user_handle_test_labels'. Remedy: Add the key that the message names; an empty value counts
        as absent.
        """);

    public static readonly DiagnosticDescriptor ConflictingKeys = new(
        "ADC1009", "Keys contradict each other", "{0} contradicts {1}: {2}",
        """
        Two settings cannot both hold, for instance a 'target.part' that the board does not carry, or 'target.accelerator: mvpv1' on a
        part without that accelerator (BRD2601A, BRD4186A/B, BRD4187A/B and the first BRD2703A carry such parts). Remedy: Change one of
        the two; 'target.board: none' goes with every part.
        """);

    public static readonly DiagnosticDescriptor PathNotAllowed = new(
        "ADC1012", "Path not allowed", "{0} is '{1}', {2}",
        """
        Relative paths start at the folder of the YAML file and may not leave it through '..', so that a configuration from elsewhere
        cannot read or overwrite your files; output goes to no absolute path for the same reason. Remedy: If you trust the file, allow
        it with '--allow-outside'. '--out DIR' on the command line may name any folder.
        """);

    public static readonly DiagnosticDescriptor SchemaVersion = new(
        "ADC1013", "Unknown schema version", "adc.schema is '{0}', but this adc reads {1}",
        """
        The file says it is written for another version of the configuration format. A newer major version may give keys another
        meaning, so nothing is guessed. Remedy: Update adc, or write 'schema: adc/1' once the file fits that version.
        """);

    public static readonly DiagnosticDescriptor BadTestName = new(
        "ADC1014", "Not a test name", "'{0}' is not a test name: start with a letter or '_', go on with letters, digits, '_' or '-'",
        """
        Each top-level key except 'adc' and 'default_values' names a test; the name becomes a folder and part of file names, so it is
        kept to letters, digits, '_' and '-', at most 64 of them. Remedy: Rename the test. Model keys such as 'tflite_model' stand one
        level below it.
        """);

    public static readonly DiagnosticDescriptor NoTest = new(
        "ADC1015", "Nothing to compile", "{0}",
        """
        The file holds no test, or '--only' names none of its tests. Remedy: The smallest configuration has two lines: 'my_test:' and,
        indented below it, 'tflite_model: my_model.tflite'.
        """);

    public static readonly DiagnosticDescriptor BadIdentifier = new(
        "ADC1016", "Not an identifier", "{0} is '{1}', but must be {2}",
        """
        'model_name' and 'codegen.prefix' become part of C names: letters, digits and '_', not starting with a digit, at most 64
        characters. Linker sections may also hold '.', '$' and '-'. Remedy: Write a name of that form; without the key adc makes one
        from the name of the file.
        """);

    public static readonly DiagnosticDescriptor NameCollision = new(
        "ADC1017", "Two tests with one name", "the tests '{0}' and '{1}' both have the {2} '{3}'; give one of them another name",
        """
        The names of C symbols start with the model's name in lower case, and output folders with the test's name, so that equal ones
        cannot be linked together and would overwrite each other on file systems that ignore case. Remedy: Without 'model_name' the
        model takes the name of its file: two tests of one file need a 'model_name' each.
        """);

    public static readonly DiagnosticDescriptor TooManyVariants = new(
        "ADC1018", "Too many variants",
        "the variant keys span {0} variants, more than {1}; list fewer values or name fewer axes in run_all_variants",
        """
        'run_all_variants' and lists such as 'skip_softmax_op: [false, true]' compile one variant for every combination. The number
        grows as the product of the lists. Remedy: List fewer values, or name fewer axes in 'run_all_variants'.
        """);

    public static readonly DiagnosticDescriptor UnknownPart = new(
        "ADC1019", "Unknown part", "target.part is '{0}', which is not a part that adc knows; {1}",
        """
        'target.part' takes an ordering number such as EFR32MG24B310F1536IM48, without the shipping suffix ('-B', '-BR'). Sizes of flash
        and RAM and the presence of the accelerator follow from it. Remedy: Leave it out to take the part of 'target.board'.
        """);

    public static readonly DiagnosticDescriptor FileMissing = new(
        "ADC1101", "File missing", "{0}: cannot read the file '{1}': {2}",
        """
        A file that the configuration names does not exist or may not be read. Remedy: Paths are relative to the folder of the YAML
        file, not to the current folder. Data sets are often downloaded separately: see the sample's README.
        """);

    public static readonly DiagnosticDescriptor NotNpy = new(
        "ADC1102", "Not a NumPy array", "{0}: '{1}' is not a readable .npy file: {2}",
        """
        Data comes as '.npy' (format 1 to 3, plain numeric types, no pickled objects) or, for test data, '.npz' with one array. Remedy:
        Write it with numpy.save.
        """);

    public static readonly DiagnosticDescriptor DataShape = new(
        "ADC1103", "Data does not fit the model", "{0}: rows of '{1}' have the shape {2}, but the model's {3} is {4}",
        """
        The first axis of the array counts rows; the others must equal the model's input. Remedy: 'reshape_input: true' permits a change
        of shape that keeps the number of values. Arrays of [clips, frames, mels] are cut into windows when the 'ad_*' keys fit.
        """);

    public static readonly DiagnosticDescriptor DataNotFinite = new(
        "ADC1104", "Data holds NaN or infinity", "{0}: value {3} of row {2} of '{1}' is {4}; only finite numbers can be quantized",
        """
        A row holds a value that is no finite number, usually the logarithm of zero or a division by zero in the feature extraction.
        Remedy: Remove such rows or repair the extraction.
        """);

    public static readonly DiagnosticDescriptor DataType = new(
        "ADC1105", "Data of an unsupported type", "{0}: '{1}' holds {2}; expected {3}",
        """
        Test and calibration rows are float32, float64, or already quantized in the type of the model's input. Remedy: Convert the array
        with numpy's astype before saving it.
        """);

    public static readonly DiagnosticDescriptor LabelCount = new(
        "ADC1106", "Number of labels does not fit", "{0}: {1} labels, but {2} rows{3}",
        """
        There must be one label per row, or, for clips that are cut into windows, one per clip: rows = labels times
        'anomaly.windows_per_label' (196 for the anomaly-detection features). Remedy: Check that labels and data come from the same run.
        """);

    public static readonly DiagnosticDescriptor LabelFormat = new(
        "ADC1107", "Format of the labels not recognised",
        "{0}: cannot tell the format of '{1}' (shape {2}, type {3}); set test_labels_format",
        """
        Without 'test_labels_format' the format follows from the array: integers, one per row, are class numbers; integers, one per
        clip, are labels of clips; a float matrix holds one vector per row. This array is none of these. Remedy: Name the format in
        'test_labels_format'.
        """);

    public static readonly DiagnosticDescriptor LabelNameCount = new(
        "ADC1108", "Number of label names does not fit", "classification_labels has {0} names, but the model has {1} outputs",
        """
        The list of names and the outputs of the model do not agree in number. Remedy: Give one name for each output of the model, in
        their order, or leave the key out to get label_x0, label_x1 and so on.
        """);

    public static readonly DiagnosticDescriptor LabelNameRepeated = new(
        "ADC1109", "Label name given twice", "classification_labels has '{0}' twice; reports could not tell the two apart",
        """
        Each output needs a name of its own. A name that is copied by mistake usually also shifts the ones behind it. Remedy: Rename one
        of the two.
        """);

    public static readonly DiagnosticDescriptor RowSyntax = new(
        "ADC1110", "Not a selection of rows", "{0} has '{1}', but must be 'all' or a list of row numbers and ranges such as [0-10, 12]",
        """
        Rows count from 0. A range 'a-b' takes both ends and must not run backwards; with 'range_semantics: axon' its end is left out,
        so that '5-5' selects nothing. Remedy: Write 'all', or a list such as [0-10, 12].
        """);

    public static readonly DiagnosticDescriptor RowOutOfRange = new(
        "ADC1111", "Row does not exist", "test_vectors asks for row {0}, but test_data has {1} rows (0 to {2})",
        """
        The selection reaches behind the end of the test data. Rows count from 0, and ranges include their end unless 'range_semantics:
        axon' is set. Remedy: Lower the row numbers, or give more test data.
        """);

    public static readonly DiagnosticDescriptor UnknownHandler = new(
        "ADC1112", "Unknown user handler", "{0} is '{1}', a Python function that adc cannot run; {2}",
        """
        Axon configurations may name Python functions. adc knows the published ones by name and has them built in: the anomaly-detection
        accuracy handler means 'task: anomaly', the audio label handler means 'test_labels_format: edge_impulse_labels'. Remedy: For own
        metrics set 'evaluator' to a program; it is started with --allow-exec only.
        """);

    public static readonly DiagnosticDescriptor FrontEndInconsistent = new(
        "ADC1113", "Feature settings contradict each other", "{0} contradicts {1}: {2}",
        """
        The 'ad_*' keys describe how clips became windows: ad_n_mels x ad_frames must equal the model's input, and the central part must
        hold at least one window: windows = ad_central_part_end - ad_central_part_start - ad_frames + 1. Remedy: Leave keys out to take
        the values of the MLPerf Tiny anomaly-detection benchmark (128 mels, 5 frames, 50 to 250: 196 windows).
        """);

    public static readonly DiagnosticDescriptor TooFewCalibrationRows = new(
        "ADC1114", "Too few calibration rows", "{0} gives {1} calibration rows, but at least {2} are needed",
        """
        Ranges of activations come from calibration rows; from a handful they would be chance. Remedy: Give some hundred rows that look
        like what the model will meet.
        """);

    public static readonly DiagnosticDescriptor EvaluatorFailed = new(
        "ADC1115", "Evaluator failed", "the evaluator '{0}' failed: {1}",
        """
        The program of the 'evaluator' key could not be started, ended with an error, or did not answer with JSON metrics. Remedy: It
        runs only with '--allow-exec'. It reads one JSON object per line (row, label, outputs) and writes one JSON object of metrics.
        """);

    public static readonly DiagnosticDescriptor PortNotMatched = new(
        "ADC1116", "No such input or output", "{0}: {1}; the model has {2}",
        """
        'adc run' wants one file for each input of the model and takes one for each output. Remedy: A model with one input takes
        '--input X.npy'; one with several takes '--input NAME=X.npy' for each, with the names that the message lists.
        """);

    public static readonly DiagnosticDescriptor NotAnOutputFolder = new(
        "ADC1117", "Not a usable output folder", "'{0}' is a folder, but not one that can be run: {1}",
        """
        'adc run' takes a .tflite file, or a folder that 'adc compile' has written and whose C build succeeded. It reads names, types
        and places of the tensors from report.json, so the folder must come from the same version of adc. Remedy: Compile the model
        anew, with a C compiler there ('adc doctor').
        """);

    public static readonly DiagnosticDescriptor NotASound = new(
        "ADC1118", "Not usable sound", "no features from this file: {0}",
        """
        'adc features' reads .wav files of 16-bit PCM, mono or stereo, of any sampling rate. The benchmark's front end uses frames 50 to
        249 of each clip, so that shorter clips yield nothing; '--frames all' uses every frame. Remedy: Convert other formats first, for
        example with 'sox in.flac -b 16 out.wav'.
        """);

    public static readonly DiagnosticDescriptor LabelNotAClass = new(
        "ADC1119", "Label is no class of the model", "{0}: label {1} of row {2} is none of the model's classes 0 to {3}",
        """
        Labels of a classifier number its outputs from 0. Remedy: Labels that count from 1 want 1 subtracted; more classes than outputs
        mean that data and model do not belong together. Labels of clips for an anomaly detector want 'task: anomaly'.
        """);

    public static readonly DiagnosticDescriptor GroupColumn = new(
        "ADC1120", "No column of groups", "{0}: '{1}' has the columns {2}; none of them is called {3}",
        """
        'anomaly.groups' tells the group of each clip, for instance the machine that it was recorded from: a .npy array of whole
        numbers, a .csv file of one column, or one whose first line names the columns. Remedy: Rename the column that holds the groups.
        """);

    public static readonly DiagnosticDescriptor BadTimingFile = new(
        "ADC1126", "Timing file not readable", "mvp.timing: '{0}' holds no constants of the cycle models: {1}",
        """
        The file must be JSON with the schema adc.timing/1, as 'adc calibrate' writes it: whole cycles for the overhead of a program, a line
        of flash and a load behind a store, 'separate' or 'shared' ports of the RAM, and cycles for an instruction of the core. Remedy:
        Write the file anew with 'adc calibrate MEASURED --output FILE', or delete the key to have the built-in constants.
        """);

    public static readonly DiagnosticDescriptor BadEnergyModel = new(
        "ADC1121", "Energy model not readable", "target.energy_model: '{0}' holds no power figures: {1}",
        """
        The file must be JSON: 'source' says where the figures come from, 'core_pj_per_cycle' and 'accelerator_pj_per_cycle' are
        energies of a clock cycle in picojoules (power in milliwatts divided by the clock in gigahertz), 'uncertainty' is the share by
        which they may be wrong. Remedy: Leave a figure out that you do not know; or leave the key out for the published figures, or
        write 'none' for no energy at all.
        """);

    public static readonly DiagnosticDescriptor NoCalibrationRows = new(
        "ADC1122", "No calibration rows beside a float model", "no calibration rows were found beside this float model; a file such as x_train.npy must hold rows of {0}",
        """
        'adc new' writes configurations that compile. A float model is quantized first, for which adc must see what its inputs look like.
        Remedy: Put some hundred typical rows beside the model or into the folder 'data' there, as a .npy array whose name holds 'train' or
        'calib'; or quantize the model elsewhere and call 'adc new' with the int8 file.
        """);

    public static readonly DiagnosticDescriptor GoldenCount = new(
        "ADC1123", "Number of expected outputs does not fit", "compare.golden: '{0}' holds {1} rows of outputs, but test_data has {2}; expected one row of outputs for each",
        """
        'compare.golden' holds what another tool computed for every row of 'test_data', in the same order, also where 'test_vectors'
        selects only some of them. Remedy: Let that tool run the whole file once more, or cut the data to the rows that it has run.
        """);

    public static readonly DiagnosticDescriptor NoEffect = new(
        "ADC1910", "Key has no effect", "{0} has no effect: {1}",
        """
        The key is accepted so that files written for Nordic's Axon compiler load unchanged, but nothing on this target corresponds to
        it, or this version of adc does not act on it. Remedy: Nothing needs to be done; delete it if the file is not shared.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor BooleanWord = new(
        "ADC1911", "Boolean written as a word", "{0} is '{1}'; taken as {2}, write {2}",
        """
        'yes', 'no', 'on' and 'off' were booleans in YAML 1.1 and are text in YAML 1.2. adc takes them as meant. Remedy: Write 'true' or
        'false'.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor Backslash = new(
        "ADC1912", "Path with backslashes", "{0} is '{1}'; backslashes are taken as '/', write '/'",
        """
        Forward slashes work on every system, backslashes on one only. The path is read as if it were written with '/'. Remedy: Write
        '/'.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor RowRepeated = new(
        "ADC1920", "Row selected twice", "test_vectors selects {0} rows more than once (first: row {1}); each is used once",
        """
        Ranges overlap or a number repeats. Rows keep the order of their first mention, and each runs once. Remedy: Nothing need be
        done; take the second mention out to be rid of the warning.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor HeaderVectorsClamped = new(
        "ADC1921", "Fewer test vectors than asked for",
        "header_file_test_vector_cnt is {0}, but only {1} rows are selected; the C header gets {1}",
        """
        The C test header takes the first rows of the selection, and there are fewer. Remedy: Select more rows with 'test_vectors' or
        lower the count.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor TransposeWithoutEffect = new(
        "ADC1922", "Transposing has no effect", "transpose_kernel has no effect: '{0}' has no layer with a height and a width",
        """
        'transpose_kernel' swaps height and width of kernels, inputs and outputs. A network of dense layers only has neither. Remedy:
        Delete the key.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor PlanNotProven = new(
        "ADC1923", "Memory plan not proven smallest",
        "the arena takes {0} bytes; no plan below {1} bytes exists, but the search for a better one ended after {2}",
        """
        'memory.planner: exact' searches for the smallest arena within a limit. It ended early, so a slightly better plan may
        exist; the one in use is valid. Remedy: Nothing needs to be done unless the memory does not suffice.
        """, Severity.Warning);
}
