using System.Globalization;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Quantizing;

namespace Adc.Compiler.Reports;

/// <summary>What quantization did to each layer: ranges, scales, and how far the int8 model is from the float model.</summary>
public static class QuantizationText
{
    private const int NameWidth = 20;

    public static string Of(QuantizedFile quantized)
    {
        (Graph graph, QuantizationReport report) = quantized.Model;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Printable.Text(quantized.SourceFile)}, calibrated on {report.Rows:N0} rows of {Printable.Text(quantized.RowsOrigin)}\n");
        AppendPorts(text, "input", graph, graph.Inputs);
        AppendPorts(text, "output", graph, graph.Outputs);
        text.Append(CultureInfo.InvariantCulture, $"\n      {"layer",-NameWidth} {"operator",-17} {"least",10} {"greatest",10} {"scale",11} {"zero",4} {"SNR dB",6} {"alone",6}\n");
        foreach (LayerQuality layer in report.Layers)
        {
            string name = Cut(CIdentifier.OfLayer(layer.Name, layer.Operator), NameWidth);
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {Number(layer),3} {name,-NameWidth} {Cut(layer.Operator, 17),-17} {layer.Low,10:G5} {layer.High,10:G5} {layer.Scale,11:G6} {layer.ZeroPoint,4} {Decibels(layer.SnrInDb),6} {Decibels(layer.AloneSnrInDb),6}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n  outputs   {Decibels(report.OutputSnrInDb)} dB signal to noise, int8 against float, on {report.ComparedRows} rows\n");
        if (report.Costliest is LayerQuality worst)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  costliest {Number(worst)} {Cut(CIdentifier.OfLayer(worst.Name, worst.Operator), NameWidth)}: in int8 it alone leaves the outputs {Decibels(worst.AloneSnrInDb)} dB\n");
        }

        return text.ToString();
    }

    /// <summary>The outputs' ratio and the costliest layer, for a line of a summary.</summary>
    internal static string Verdict(QuantizationReport report) =>
        $"{Decibels(report.OutputSnrInDb)} dB signal to noise{(report.Costliest is LayerQuality worst ? $", costliest {CIdentifier.OfLayer(worst.Name, worst.Operator)}" : "")}";

    private static string Number(LayerQuality layer) => layer.Index < 0 ? "" : layer.Index.ToString(CultureInfo.InvariantCulture);

    private static string Decibels(double value) => double.IsFinite(value) ? value.ToString("F1", CultureInfo.InvariantCulture) : "exact";

    private static void AppendPorts(StringBuilder text, string label, Graph graph, Sequence<TensorId> ports)
    {
        foreach (TensorId id in ports)
        {
            string name = ports.Count == 1 ? "" : $"'{Cut(Printable.Text(graph[id].Name), 24)}' ";
            text.Append(CultureInfo.InvariantCulture, $"  {label,-9} {name}{graph.TypeOf(id)}\n");
        }
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
