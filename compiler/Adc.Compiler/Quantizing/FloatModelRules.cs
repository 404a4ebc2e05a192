using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>What a model must be to be quantized.</summary>
internal static class FloatModelRules
{
    /// <returns>False when <paramref name="diagnostics"/> got an error.</returns>
    public static bool Check(Graph graph, DiagnosticBag diagnostics)
    {
        int errors = diagnostics.All.Count;
        Node? integer = graph.Nodes.FirstOrDefault(node => node.Inputs.Concat(node.Outputs).Any(id => !id.IsNone && graph.TypeOf(id).Quantization is not null));
        if (integer is not null)
        {
            diagnostics.Report(Catalogue.NotQuantizable, integer.Origin, $"{integer.Operator.Name} is quantized already; give the float model that this one was made from");
        }
        else if (graph.States.Count > 0)
        {
            diagnostics.Report(
                Catalogue.NotQuantizable, Origin.None,
                $"the model keeps '{Printable.Text(graph[graph.States[0].Before].Name)}' from one inference to the next, but calibration rows are independent; quantize it with TensorFlow's converter");
        }
        else if (!graph.Inputs.Any(id => graph.TypeOf(id).Element == ElementType.Float32))
        {
            diagnostics.Report(Catalogue.NotQuantizable, Origin.None, "no input is float32");
        }

        foreach (Node node in graph.Nodes)
        {
            foreach (Tensor constant in node.Inputs.Where(id => !id.IsNone).Select(id => graph[id]).Where(tensor => tensor is { IsConstant: true, Type.Element: ElementType.Float32 }))
            {
                CheckFinite(constant, node, diagnostics);
            }
        }

        return diagnostics.All.Count == errors;
    }

    private static void CheckFinite(Tensor constant, Node node, DiagnosticBag diagnostics)
    {
        float[] values = constant.Data!.ToArray<float>();
        int position = Array.FindIndex(values, value => !float.IsFinite(value));
        if (position >= 0)
        {
            diagnostics.Report(
                Catalogue.ValueNotFinite, node.Origin,
                string.Create(CultureInfo.InvariantCulture, $"the constant '{Printable.Text(constant.Name)}' of {node.Operator.Name} holds {values[position]} at {position}"));
        }
    }
}
