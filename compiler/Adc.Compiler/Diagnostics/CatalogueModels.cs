namespace Adc.Compiler.Diagnostics;

/// <summary>3xxx and 4xxx: models that are sound but that adc cannot compile.</summary>
public static partial class Catalogue
{
    public static readonly DiagnosticDescriptor ConstantChannels = new(
        "ADC3001", "Constant channels", "{0} of {1} channels are the same for every input; {2} are removed, which changes no output",
        """
        Interval arithmetic over the whole network proves that these channels never change, mostly because their activation cuts off
        everything they can reach. Layers that read them get their share in the bias instead. Remedy: Nothing need be done. The model
        could be trained smaller, and figures per multiply-add are not comparable with those of compilers that compute them.
        'graph.prune_constant_channels: false' keeps them.
        """, Severity.Note);

    public static readonly DiagnosticDescriptor NotQuantizable = new(
        "ADC3002", "Model cannot be quantized", "the model cannot be quantized: {0}",
        """
        adc quantizes float32 models without state. Remedy: One that is int8 already is compiled as it is ('tflite_model'); one that
        keeps values from one inference to the next must be quantized by TensorFlow's converter, which calibrates on sequences.
        """);

    public static readonly DiagnosticDescriptor ValueNotFinite = new(
        "ADC3003", "NaN or infinity in the model", "{0}; only finite numbers can be quantized",
        """
        A weight is no finite number, mostly because training has diverged, or a layer computes none from a calibration row: a division
        by zero, the logarithm of zero, an exponential that overflows. The message names the tensor, the position in it, and the row.
        Remedy: Train with a smaller learning rate, or repair the row of data that the message names.
        """);

    public static readonly DiagnosticDescriptor LayerStaysFloat = new(
        "ADC3004", "Layer stays float32", "{0} has no int8 form and stays float32, between DEQUANTIZE and QUANTIZE",
        """
        The format has no int8 kernel for this operator, or its weights are computed. It runs on float32 values: slower, and larger by
        the conversions. Remedy: Where that matters, replace the layer by one that has an int8 form; docs/operators.rst lists them.
        """, Severity.Warning);

    public static readonly DiagnosticDescriptor UnsupportedOperator = new(
        "ADC4001", "Unsupported operator", "operator {0} is not supported; docs/operators.rst lists those that are",
        "The model uses an operator that this version of adc does not know. Every unsupported operator is listed in one run. Remedy: Replace the layer, or move it out of the model into the application.");

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "ADC4002", "Unsupported type", "{0}",
        "adc compiles int8 models with int32 biases; float32 is allowed at the model's edges through QUANTIZE and DEQUANTIZE. Remedy: Quantize the model to full-integer int8.");

    public static readonly DiagnosticDescriptor UnsupportedLayer = new(
        "ADC4003", "Unsupported form of an operator", "{0}",
        "The operator is supported, but not with these attributes or shapes. The message names the rule that was broken; the table in docs/operators.rst lists all rules. Remedy: Change the layer so that the rule holds, or move it out of the model into the application.");

    public static readonly DiagnosticDescriptor NoSuchLayer = new(
        "ADC4005", "No such layer", "{0}: the model has no layer '{1}'; layers are named by their index from 0 or by the name of their output",
        "A list of layers in the configuration names one that the model does not have after adc's passes. Remedy: 'adc compile --dump-after drop-dead-nodes' prints the layers.");

    public static readonly DiagnosticDescriptor AcceleratorRefused = new(
        "ADC4006", "Layer cannot run on the accelerator", "{0} {1}",
        "The accelerator has programs for the layer's operator, but none computes this layer, or none within its tolerance; the message says why. "
        + "It is an error for layers in mvp.force_mvp and where mvp.fallback is 'error', a warning where mvp.fallback is 'warn'; 'allow' leaves the reason to the report. "
        + "Layers in mvp.force_cpu, and those that the CPU computes sooner, are no fallback. "
        + "Remedy: Relax compare.layer, give train_data to centre inputs on, try mvp.accumulate: fp16_split, or name the layer in mvp.force_cpu if the CPU is where it should be; 'adc scan' tells where layers run.");
}
