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
    private const string Legend =
        "dB: signal to noise of the layer's values, int8 against float; alone: that of the model's outputs if no other layer were in int8.";

    private const int NameWidth = 20, OperatorWidth = 17;

    /// <param name="width">Columns of the terminal.</param>
    public static string Of(QuantizedFile quantized, int width = int.MaxValue)
    {
        (Graph graph, QuantizationReport report) = quantized.Model;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Printable.Text(quantized.SourceFile)}, calibrated on {Readable.Several(report.Rows, "row")} of {Printable.Text(quantized.RowsOrigin)}\n");
        AppendPorts(text, "input", graph, graph.Inputs);
        AppendPorts(text, "output", graph, graph.Outputs);
        text.Append('\n').Append(Layers(report).Print(width));
        text.Append(Wrapped.Of(Legend, "  ", Math.Min(width, Wrapped.Widest)));
        text.Append(CultureInfo.InvariantCulture, $"\n\n  outputs   {Decibels(report.OutputSnrInDb)} dB signal to noise, int8 against float, on {Readable.Several(report.ComparedRows, "row")}\n");
        if (report.Costliest is LayerQuality worst)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  costliest {Number(worst)} {Cut(CIdentifier.OfLayer(worst.Name, worst.Operator), NameWidth)}: in int8 it alone leaves the outputs {Decibels(worst.AloneSnrInDb)} dB\n");
        }

        return text.ToString();
    }

    private static TextTable Layers(QuantizationReport report)
    {
        var table = new TextTable(
        [
            new("", IsNumber: true), new("layer", Fewest: 6), new("operator", Fewest: 9), new("least", IsNumber: true), new("greatest", IsNumber: true), new("scale", IsNumber: true),
            new("zero", IsNumber: true), new("dB", IsNumber: true), new("alone", IsNumber: true),
        ]);
        foreach (LayerQuality layer in report.Layers)
        {
            table.Add(
                Number(layer), Cut(CIdentifier.OfLayer(layer.Name, layer.Operator), NameWidth), Cut(layer.Operator, OperatorWidth), Digits(layer.Low), Digits(layer.High), Digits(layer.Scale),
                layer.ZeroPoint.ToString(CultureInfo.InvariantCulture), Decibels(layer.SnrInDb), Decibels(layer.AloneSnrInDb));
        }

        return table;
    }

    private static string Digits(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

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
