using static Adc.Compiler.Diagnostics.Catalogue;
using static Adc.Compiler.Diagnostics.DiagnosticExamples;

namespace Adc.Compiler.Diagnostics;

/// <summary>Examples of what model files, their compilation and their comparison give rise to.</summary>
internal static class ExamplesOfModels
{
    public static IReadOnlyList<KeyValuePair<DiagnosticDescriptor, DiagnosticExample>> All { get; } =
    [
        Row(NotATfLiteFile, "a download page that was saved as ad.tflite", Model, "bytes 4 to 7 are not the file identifier TFL3"),
        Row(CorruptModel, "a file that was cut off while it was copied", Model, "the offset 4,096 of a table leaves the file, which has 1,024 bytes (at byte 24)"),
        Row(UnsupportedSchemaVersion, "a model of 2017", Model, "the file has schema version 2, expected 3"),
        Row(MissingModelPart, "a model without its list of buffers", Model, "the model has no vector of buffers"),
        Row(ModelIndexOutOfRange, "a tool that removed a tensor, but not its reader", Layer(3, "dense_2"), "input 0 is tensor 40, but the subgraph has 38"),
        Row(BadTensorShape, "a tensor of the shape [1,-1,10]", Tensor("conv"), "tensor 7 has the shape [1,-1,10]; extents must not be negative"),
        Row(BadQuantizationParameters, "a scale of 0", Tensor("dense"), "tensor 12 has the scale 0; it must be finite and positive"),
        Row(BadConstantSize, "weights [128,640] of int8 in a buffer of 81,900 bytes", Tensor("dense/weights"), "tensor 4 has 81,900 bytes of data, expected 81,920 for shape [128,640] of Int8"),
        Row(TensorWrittenTwice, "two operators with one output", Layer(3, "add"), "tensor 9 is written here and by operator 2"),
        Row(OperatorsOutOfOrder, "a tool that sorted the operators by name", Layer(0, "dense_2"), "tensor 8 is read here, but written by operator 4"),
        Row(WrongOperatorOptions, "a CONV_2D that carries the options of a pool", Layer(1, "conv"), "CONV_2D has options of the kind Pool2DOptions"),
        Row(BadOperatorOption, "a convolution of stride 0", Layer(1, "conv"), "the stride is 0x1; strides must be positive"),
        Row(WrongOperatorArity, "an ADD with one input", Layer(3, "add"), "ADD has 1 input, expected 2"),
        Row(ModelTooLarge, "a file whose tables refer to each other again and again", Model, "tables are nested deeper than 32 (at byte 640)"),
        Row(InconsistentOperatorShapes, "an ADD of [1,10] and [1,11]", Layer(3, "add"), "[1,10] and [1,11] cannot be broadcast to each other"),
        Row(DynamicExtent, "a model that was converted with an open batch", Tensor("input_1"), "-1,640", "[1,640]"),
        Row(NotAKerasModel, "a file of model.save_weights('w.h5')", Origin.OfFile("w.h5"), "the file holds weights without a model; save the whole model with model.save('model.h5')"),
        Row(UnsupportedKerasLayer, "a model with a GRU layer", new Origin("m.keras", Name: "gru"), "GRU", "layers of this class are not read"),
        Row(HybridOperators, "a model converted with Optimize.DEFAULT and no representative data set", Model, "10 FULLY_CONNECTED"),
        Row(SavedModelFolder, "ad:\n  float_model: saved_model", new Origin("ad.yaml", 2, 16), "float_model", "saved_model"),
        Row(WeightIsNoNumber, "a training that has diverged", Tensor("dense/kernel"), 17, "NaN", 3, 81920),
        Row(SummaryOfUnreadable, "adc summarize detector.tflite", Origin.OfFile("detector.tflite"), "operator TFLite_Detection_PostProcess is not supported; docs/operators.rst lists those that are"),
        Row(UnreadableMetadata, "adc summarize ad.tflite, whose dictionary was overwritten", Model, "SL_PARAMSv1", "a vector of 99 elements of 4 bytes leaves the file, which has 548 bytes"),
        Row(ConstantChannels, "a channel whose RELU never lets anything pass", Tensor("conv"), 971, 1498, 960),
        Row(NotQuantizable, "adc quantize lstm.h5 --train-data x.npy --output m.tflite", Origin.OfFile("lstm.h5"), "the model keeps 'lstm/h' from one inference to the next, but calibration rows are independent; quantize it with TensorFlow's converter"),
        Row(ValueNotFinite, "a division by zero in row 17", Tensor("normalize"), "element 3 of row 17 is NaN"),
        Row(LayerStaysFloat, "a layer x / y of two computed tensors", Layer(4, "ratio"), "DIV"),
        Row(UnsupportedOperator, "a model with an operator of a tool's own", Layer(5, "boxes"), "TFLite_Detection_PostProcess"),
        Row(UnsupportedType, "a model of float64", Tensor("x"), "tensor 0 is float64; expected int8, int16, uint8, int32, int64, bool or float32"),
        Row(UnsupportedLayer, "a PAD by a computed number of elements", Layer(2, "pad"), "PAD (int8 [1,4] scale 0.5 zero 3, int32 [2,2]) -> int8 [1,6] scale 0.5 zero 3: all but the data must be constant: axes, sizes, paddings and the like"),
        Row(NoSuchLayer, "ad:\n  mvp: { force_cpu: [dense_99] }", Yaml(2, 21), "mvp.force_cpu", "dense_99"),
        Row(AcceleratorRefused, "ad:\n  mvp: { force_mvp: [softmax] }", Layer(9, "softmax"), "the layer is in 'mvp.force_mvp', but", "SOFTMAX has no programs"),
        Row(RamBudgetExceeded, "a model whose largest layers do not fit", Yaml(2, 17), 1048576, "tensor 'enc/conv01' alone", 229376, "memory.ram_budget"),
        Row(FlashBudgetExceeded, "a model of 4.8 million weights", Yaml(2, 17), 4815236, "constants; layer 7: 409,600, layer 9: 331,776, layer 5: 294,912", 1507328, "memory.flash_budget"),
        Row(StackExceeded, "ad:\n  memory: { stack: 256 }", Yaml(2, 20), "the firmware needs 412 bytes of stack, memory.stack gives 256"),
        Row(CannotWriteOutput, "adc compile ad.yaml --out /readonly", Origin.None, "/readonly", "permission denied"),
        Row(ModelsNotTogether, "adc:\n  together: pair\nad:\n  tflite_model: ad.tflite\nkws:\n  tflite_model: kws.tflite\n  firmware: { opt: O3 }", Yaml(2, 13), "ad", "kws", "firmware.opt is O2 and O3"),
        Row(TogetherTooLarge, "adc:\n  together: pair\nad:\n  tflite_model: ad.tflite\nkws:\n  tflite_model: kws.tflite", Yaml(2, 13), "pair", "301,200", "RAM", "253,952", "give each model a part of it by memory.ram_budget, or set 'memory.constants: flash'"),
        Row(ToolNotFound, "adc compile ad.yaml, without a C compiler", Origin.None, "arm-none-eabi-gcc", "on Debian and Ubuntu: apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi"),
        Row(BuildFailed, "a compiler that refuses an option", Origin.None, "arm-none-eabi-gcc", 1, "error: unrecognized command-line option"),
        Row(BoardRunFailed, "ad:\n  memory: { stack: 256 }", Origin.None, "the stack overflowed in ad_invoke"),
        Row(HostRunFailed, "adc run outputs/ad --engine cpu, of a folder from another machine", Origin.None, 127, "no such file", 0, 640),
        Row(MetricLost, "ad:\n  quantization: { max_loss: 0.005 }", Yaml(2, 29), "auc", "0.8900", "0.8610", "0.005"),
        Row(OutputTolerance, "ad:\n  compare: { output: { mean_abs_lsb: 0.1 } }", Yaml(2, 35), 128, "mean difference 0.354 steps, allowed are 0.1"),
        Row(LayerBeyondTolerance, "ad:\n  mvp: { force_mvp: [0] }", Layer(0, "dense"), "half precision gives 88.2% equal and up to 1 off; allowed are 90% equal, at most 2 off"),
        Row(SelfTestFailed, "a C compiler that computes something else", Origin.None, "the firmware on the emulated board is right on 3 of 4 test vectors; expected all"),
        Row(MetricDropped, "ad:\n  compare: { metric_drop: 0.001 }", Yaml(2, 27), "auc", "0.8610", "0.8590", "0.001"),
        Row(FigureBeyondLimit, "adc compare old.json new.json --limit memory.flash_bytes=+1%", Origin.None, "memory.flash_bytes", "272,476", "280,112", "+1%"),
        Row(NotComparable, "adc compare a.npy b.npy", Origin.None, "a.npy", "b.npy", "their shapes are [10,640] and [10,128]"),
        Row(InternalError, "a situation that adc's own checks should have excluded", Origin.None, "InvalidOperationException: sequence contains no elements"),
        Row(VerifierFailed, "a pass, plan or program that adc's own verifier refuses", Origin.None, "the memory plan", "b3 and b5 overlap while both are live"),
    ];

    private static Origin Model => Origin.OfFile("ad.tflite");

    private static Origin Layer(int index, string name) => new("ad.tflite", OperatorIndex: index, Name: name);

    private static Origin Tensor(string name) => new("ad.tflite", Name: name);

    private static Origin Yaml(int line, int column) => new("ad.yaml", line, column);
}
