using Adc.Compiler.Configuration;

namespace Adc.Compiler.Quantizing;

/// <summary>How a float model becomes int8.</summary>
/// <param name="Method">How the range of a tensor follows from the values seen.</param>
/// <param name="Percentile">Share of values inside the range in percent, for <see cref="RangeMethod.Percentile"/>.</param>
/// <param name="PerChannel">Convolutions have a weight scale per output channel, else one.</param>
/// <param name="PerChannelDense">The same for dense layers. TensorFlow Lite 2.9 for hosts computes nonsense from such a model.</param>
/// <param name="InputType">float32 puts QUANTIZE behind the inputs.</param>
/// <param name="OutputType">float32 puts DEQUANTIZE in front of the outputs.</param>
/// <param name="FoldBatchNorm">Whether batch normalization joins the layer in front where that is exact.</param>
/// <param name="CorrectsBiases">Biases make up for the mean error of rounded weights.</param>
/// <param name="Equalization">Which neighbouring layers share out the magnitudes of their weights.</param>
public sealed record QuantizerOptions(
    RangeMethod Method = RangeMethod.MinMax,
    double Percentile = 99.99,
    bool PerChannel = true,
    bool PerChannelDense = false,
    EdgeType InputType = EdgeType.Int8,
    EdgeType OutputType = EdgeType.Int8,
    BatchNormFolding FoldBatchNorm = BatchNormFolding.Auto,
    bool CorrectsBiases = false,
    Equalization Equalization = Equalization.Auto);
