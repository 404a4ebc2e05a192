using System.Globalization;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;

namespace Adc.Compiler.Reports.Html;

/// <summary>The table of layers; columns that no layer has a value for are left out.</summary>
internal static class LayerTableViews
{
    public static LayersView Of(ReportFigures figures)
    {
        Graph graph = figures.Compilation.Model.Graph;
        LoweredLayer[] layers = [.. figures.Compilation.Plan.Lowered.Layers];
        Column[] all =
        [
            new("", "name", layer => CIdentifier.OfLayer(graph[layer.Node.Output].Name, layer.Node.Operator.Name)),
            new("", "operator", layer => layer.Node.Operator.Name),
            new("", "engine", layer => layer.Engine.ToString().ToLowerInvariant()),
            new("n", "MACs", layer => layer.MultiplyAdds > 0 ? Readable.Count(layer.MultiplyAdds) : null),
            new("n", "MVP cycles", layer => layer.Engine == Engine.Mvp && figures.CountsCycles ? Readable.Count(figures.AcceleratorCyclesOf(layer)) : null),
            new("n", "core cycles", layer => figures.CyclesOf(layer) is long cycles ? Readable.Count(cycles) : null),
            new("n", "flash B", layer => figures.ConstantsOf(layer) is > 0 and int bytes ? Readable.Count(bytes) : null),
            new("n", "scratch B", layer => figures.ScratchOf(layer) is > 0 and int bytes ? Readable.Count(bytes) : null),
            new("n", "mean error", layer => layer.Error?.MeanAbsLsb.ToString("0.0000", CultureInfo.InvariantCulture)),
            new("n", "max error", layer => layer.Error?.MaxAbsLsb.ToString(CultureInfo.InvariantCulture)),
            new("", "output", layer => string.Join(", ", layer.Node.Outputs.Select(id => $"{graph.TypeOf(id).Element.DisplayName()} {graph.TypeOf(id).Shape}"))),
            new("why", "why this engine", layer => layer.Reason),
        ];
        string?[][] cells = [.. layers.Select(layer => all.Select(column => column.Cell(layer)).ToArray())];
        int[] shown = [.. Enumerable.Range(0, all.Length).Where(column => cells.Any(row => !string.IsNullOrEmpty(row[column])))];
        return new LayersView(
            [new HeadingView(Markup.Text("n"), Markup.Text("#")), .. shown.Select(column => new HeadingView(Markup.Text(all[column].Class), Markup.Text(all[column].Heading)))],
            [.. layers.Select((layer, row) => new LayerRowView(
                Markup.Text(layer.Engine.ToString().ToLowerInvariant()),
                Markup.Join([Markup.Of($"<td class=\"n\">{layer.Index}</td>"), .. shown.Select(column => Cell(all[column], cells[row][column]))])))]);
    }

    private static Markup Cell(Column column, string? text) => column.Heading == "engine"
        ? Markup.Of($"<td><span class=\"tag\">{text}</span></td>")
        : Markup.Of($"<td class=\"{column.Class}\">{Markup.Lines(text ?? "")}</td>");

    private sealed record Column(string Class, string Heading, Func<LoweredLayer, string?> Cell);
}
