namespace Adc.Compiler.Diagnostics;

/// <summary>2xxx: model files that are broken.</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor NotATfLiteFile = new(
        "ADC2001", "Not a TensorFlow Lite model", "not a TensorFlow Lite model: {0}",
        "A .tflite file carries the identifier TFL3 in its bytes 4 to 7. This one does not: it is another format, a download page saved by mistake, or cut off. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor CorruptModel = new(
        "ADC2002", "Corrupt model file", "the file is corrupt: {0}",
        "An offset, a length or a string points outside the file or overlaps other data. The file was damaged or written by a faulty tool. Remedy: Export or download it again and compare checksums.");

    public static readonly DiagnosticDescriptor UnsupportedSchemaVersion = new(
        "ADC2003", "Unsupported schema version", "{0}; adc reads schema version 3",
        "All TensorFlow Lite models since 2018 use schema version 3. Remedy: Convert the model with a current converter.");

    public static readonly DiagnosticDescriptor MissingModelPart = new(
        "ADC2004", "Incomplete model file", "a required part is missing: {0}",
        "A table, vector or field without which a model means nothing is absent. Remedy: Export the model again.");

    public static readonly DiagnosticDescriptor ModelIndexOutOfRange = new(
        "ADC2005", "Index out of range", "{0}",
        "A tensor, buffer or operator code is referred to by an index that its table does not have. The file is damaged or was edited by a faulty tool. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor BadTensorShape = new(
        "ADC2006", "Impossible shape", "{0}",
        "Extents must not be negative, and a tensor must stay below 2 GiB. Remedy: A dynamic extent belongs into the shape signature (-1), with 1 in the shape itself: convert the model with a fixed batch of 1.");

    public static readonly DiagnosticDescriptor BadQuantizationParameters = new(
        "ADC2007", "Impossible quantization", "{0}",
        "Scales must be finite and positive, zero points must lie in the element type's range, and there must be one of each, or one per slice along the quantized dimension. Remedy: Quantize the model again.");

    public static readonly DiagnosticDescriptor BadConstantSize = new(
        "ADC2008", "Constant of the wrong size", "{0}",
        "The bytes stored for a constant tensor do not fit its shape and type. The file is damaged or was edited by a faulty tool. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor TensorWrittenTwice = new(
        "ADC2009", "Tensor written twice", "{0}",
        "Each tensor has exactly one source: a graph input, a constant, or one operator. This one has two. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor OperatorsOutOfOrder = new(
        "ADC2010", "Tensor read before it is written", "{0}",
        "Operators stand in execution order and must not feed each other in a circle. An operator here reads a tensor that nothing before it has computed. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor WrongOperatorOptions = new(
        "ADC2011", "Options of another operator", "{0}",
        "The options stored with the operator are those of another operator type. The file is damaged or was edited by a faulty tool. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor BadOperatorOption = new(
        "ADC2012", "Impossible option", "{0}",
        "An option of the operator has a value that means nothing, such as a stride of zero or an unknown activation. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor WrongOperatorArity = new(
        "ADC2013", "Wrong number of inputs or outputs", "{0}",
        "The operator has fewer or more inputs or outputs than its definition allows, or a required input is left out. The file is damaged or was edited by a faulty tool. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor ModelTooLarge = new(
        "ADC2014", "Model exceeds a safety limit", "{0}",
        "adc limits the number of tables and their nesting so that a hostile file cannot exhaust memory. Real models stay far below these limits. Remedy: If the file is a real model, please report this as a bug of adc.");

    public static readonly DiagnosticDescriptor InconsistentOperatorShapes = new(
        "ADC2015", "Shapes do not fit the operator", "{0}",
        "The shapes of the operator's tensors contradict each other, so the operator has no meaning. The file is damaged or was edited by a faulty tool. Remedy: Export or download the model again.");

    public static readonly DiagnosticDescriptor DynamicExtent = new(
        "ADC2016", "Dynamic extent taken as fixed", "an extent of [{0}] is open; the model is compiled for {1}",
        "The model was exported with an open extent (-1 in the shape signature), mostly its batch. Compiled code has fixed sizes: adc takes the shape that the file stores beside the signature, in which converters write 1 for an open batch. Remedy: Nothing need be done, unless the model is to be run on several rows at once: then convert it with that batch.",
        Severity.Note);

    public static readonly DiagnosticDescriptor NotAKerasModel = new(
        "ADC2017", "Not a readable Keras model", "not a Keras model that adc reads: {0}",
        """
        adc reads whole models as Keras saves them: .h5 files of Keras 2 and .keras files of Keras 3. Remedy: Weights alone tell nothing
        of the layers: save the whole model with model.save('model.keras').
        """);

    public static readonly DiagnosticDescriptor UnsupportedKerasLayer = new(
        "ADC2018", "Keras layer not supported", "{0}: {1}",
        """
        The layer, or one of its settings, has no meaning in adc yet. Remedy: Replace it, or convert the model to .tflite with
        TensorFlow's converter, which knows every layer.
        """);

    public static readonly DiagnosticDescriptor HybridOperators = new(
        "ADC2019", "Quantized weights between float32 activations", "computed with float32 weights, scale * (q - zero point): {0}",
        """
        The model was converted with quantized weights but without calibration data, so that its activations stayed float32. Kernels of
        TensorFlow Lite quantize the activations of such operators on the way, with a scale for every row; adc turns the weights into
        the float32 numbers that they stand for, which is more exact, and differs from those kernels by what they round. Such a model
        runs by the reference. Remedy: For a chip, convert it with a representative data set, to int8 throughout.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor SavedModelFolder = new(
        "ADC2020", "SavedModel not supported",
        "{0}: '{1}' is a TensorFlow SavedModel, which adc does not read; export it with model.save('model.keras') or convert it to .tflite",
        """
        A SavedModel is a folder with TensorFlow's own graph, of which the layers can no longer be told. Remedy: Where the model was
        built with Keras, save it whole: tf.keras.models.load_model('folder').save('model.keras'), or 'model.h5' with Keras 2. Otherwise
        convert it: tf.lite.TFLiteConverter.from_saved_model('folder').convert() gives the bytes of a .tflite file; with a
        representative data set and int8 inputs and outputs it runs on the chip as it is.
        """);

    public static readonly DiagnosticDescriptor WeightIsNoNumber = new(
        "ADC2021", "Weight is no number", "element {0} is {1}; {2} of {3} elements are no finite numbers",
        """
        A float32 constant of the model holds NaN, or an infinite factor or addend, which turns whatever it meets into NaN. Mostly a
        training has diverged, or the file is damaged. Such a model is not compiled, and quantizing it ends in ADC3003; 'adc run
        --engine reference' computes a .tflite file all the same, as TensorFlow Lite does. Remedy: Load an earlier checkpoint, or train
        with a smaller learning rate.
        """);

    public static readonly DiagnosticDescriptor SummaryOfUnreadable = new(
        "ADC2022", "Summary of a model that adc cannot compile", "adc cannot compile this model: {0}; multiply-adds are not counted",
        """
        A summary needs no more than a sound file. This one holds operators, types or forms that adc does not compile; its layers are
        listed, but not what they cost. Remedy: 'adc scan' names every reason with its place.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor UnreadableMetadata = new(
        "ADC2023", "Metadata cannot be read", "the metadata '{0}' cannot be read: {1}",
        """
        The file carries a dictionary of its tool kit whose bytes are damaged. Nothing but the summary of the file reads it; the model
        itself is not touched by it. Remedy: Write the parameters anew with the tool kit, or leave them as they are.
        """, Severity.Warning);
}
