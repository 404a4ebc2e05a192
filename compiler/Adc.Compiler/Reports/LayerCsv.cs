using System.Globalization;
using System.Text;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Reports;

/// <summary>layers.csv: the layers of report.json as a table for spreadsheets, by RFC 4180. A figure that was not obtained is empty.</summary>
public static class LayerCsv
{
    private static readonly (string Name, Func<LoweredLayer, ReportFigures, Graph, IFormattable?> Figure)[] Figures =
    [
        ("macs", (layer, _, _) => layer.MultiplyAdds),
        ("ops", (layer, _, graph) => Work.Operations(layer.Node, graph)),
        ("accelerator_cycles", (layer, figures, _) => layer.Engine == Engine.Mvp && figures.CountsCycles ? figures.AcceleratorCyclesOf(layer) : null),
        ("cpu_cycles", (layer, figures, _) => figures.CyclesOf(layer)),
        ("instructions", (layer, figures, _) => figures.InstructionsOf(layer)),
        ("energy_j", (layer, figures, _) => figures.JoulesOf(layer)),
        ("flash_bytes", (layer, figures, _) => figures.ConstantsOf(layer)),
        ("scratch_bytes", (layer, figures, _) => figures.ScratchOf(layer)),
        ("programs", (layer, _, _) => layer.Engine == Engine.Mvp ? layer.Steps.Count(step => step.Call is ProgramCall) : null),
        ("max_lsb", (layer, _, _) => layer.Error?.MaxAbsLsb),
        ("mean_lsb", (layer, _, _) => layer.Error is { } error ? Math.Round(error.MeanAbsLsb, 6) : null),
        ("exact_ratio", (layer, _, _) => layer.Error is { } error ? Math.Round(error.ExactRatio, 6) : null),
    ];

    public static string Of(ReportFigures figures)
    {
        Graph graph = figures.Compilation.Model.Graph;
        var text = new StringBuilder();
        AppendRow(text, ["index", "name", "opcode", "engine", .. Figures.Select(figure => figure.Name), "input_shapes", "output_shapes", "reason"]);
        foreach (LoweredLayer layer in figures.Compilation.Plan.Lowered.Layers)
        {
            AppendRow(text,
            [
                layer.Index.ToString(CultureInfo.InvariantCulture), graph[layer.Node.Output].Name, layer.Node.Operator.Name, layer.Engine.ToString().ToLowerInvariant(),
                .. Figures.Select(figure => figure.Figure(layer, figures, graph)?.ToString(null, CultureInfo.InvariantCulture) ?? ""),
                Shapes(layer.Node.Inputs.Where(id => !id.IsNone), graph), Shapes(layer.Node.Outputs, graph), layer.Reason,
            ]);
        }

        return text.ToString();
    }

    private static string Shapes(IEnumerable<TensorId> tensors, Graph graph) => string.Join(' ', tensors.Select(id => string.Join('x', graph.TypeOf(id).Shape.Extents)));

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
