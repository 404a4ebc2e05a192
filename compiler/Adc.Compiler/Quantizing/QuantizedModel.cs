using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>An int8 graph and what it cost to get there.</summary>
public sealed record QuantizedModel(Graph Graph, QuantizationReport Report);

/// <summary>How well the layers of an int8 model follow the float model on calibration rows.</summary>
/// <param name="Rows">Calibration rows that the ranges come from.</param>
/// <param name="ComparedRows">Those of them that signal-to-noise ratios were measured on.</param>
/// <param name="Layers">The inputs, then the layers in execution order; those that stayed float are absent.</param>
/// <param name="OutputSnrInDb">Signal-to-noise ratio of all outputs together; infinite when they are equal.</param>
public sealed record QuantizationReport(int Rows, int ComparedRows, Sequence<LayerQuality> Layers, double OutputSnrInDb)
{
    /// <summary>The layer that costs the outputs most when it alone is quantized; null when none costs anything.</summary>
    public LayerQuality? Costliest => Layers.Where(layer => double.IsFinite(layer.AloneSnrInDb)).MinBy(layer => layer.AloneSnrInDb);
}

/// <summary>One quantized layer, or an input of the model.</summary>
/// <param name="Index">Position among the nodes of the int8 graph; −1 for an input.</param>
/// <param name="Name">Of its first output.</param>
/// <param name="Operator">Name as in the schema, or "input".</param>
/// <param name="Low">Least value that the calibration rows gave.</param>
/// <param name="High">Greatest value.</param>
/// <param name="SnrInDb">Output of the layer in the int8 model against the float model: 10 log10 of signal over noise power.</param>
/// <param name="AloneSnrInDb">
/// Outputs of the whole model when this layer alone computes in int8, against the layer in float32 on the same quantized inputs; infinite for no noise.
/// </param>
public sealed record LayerQuality(
    int Index, string Name, string Operator, float Low, float High, float Scale, int ZeroPoint, double SnrInDb, double AloneSnrInDb);
