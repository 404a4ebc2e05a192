using System.Globalization;
using Adc.Compiler.Emission;
using Adc.Compiler.Lowering;
using Adc.Compiler.Reports.Svg;

namespace Adc.Compiler.Reports.Html;

/// <summary>A bar for each layer: where cycles go, and what the accelerator's arithmetic costs.</summary>
internal static class LayerBarViews
{
    private const int MostBars = 48;

    /// <returns>Null when no cycle was counted.</returns>
    public static BarsView? Cycles(ReportFigures figures, bool all)
    {
        LayerCycles[] layers = [.. figures.Compilation.Plan.Lowered.Layers.Select(layer => LayerCycles.Of(layer, figures)).Where(layer => layer.Total > 0)];
        if (layers.Length == 0)
        {
            return null;
        }

        LayerCycles[] shown = Largest(layers, layer => layer.Total, all);
        double most = shown.Max(layer => layer.Total), sum = figures.TotalCycles ?? layers.Sum(layer => layer.Total);
        (string Class, string Label, Func<LayerCycles, long> Part)[] kinds =
        [
            ("mvp", "MVP", layer => layer.Accelerator), ("launch", "core, starting programs of the MVP", layer => layer.Launch), ("cpu", "core, computing", layer => layer.Core),
        ];
        var rows = shown.Select(layer => new BarView(
            Name(layer.Layer, figures), Markup.Text(layer.Layer.Node.Operator.Name),
            PartsBar.Of(
                $"layer {layer.Layer.Index}: {Readable.Count(layer.Total)} cycles",
                [.. kinds.Where(kind => kind.Part(layer) > 0).Select(kind => (kind.Class, $"{kind.Label}: {Readable.Count(kind.Part(layer))} cycles", (double)kind.Part(layer)))], most),
            Markup.Of($"{Readable.Count(layer.Total)} <small>{Readable.Percent(layer.Total / sum)}</small>")));
        string rest = shown.Length == layers.Length ? ""
            : $" The {shown.Length} largest of {Readable.Count(layers.Length)} layers; the others take {Readable.Percent((layers.Sum(layer => layer.Total) - shown.Sum(layer => layer.Total)) / sum)}.";
        string uncounted = figures.CpuCycles is null ? " The core's share was not counted: no image ran." : "";
        return new BarsView(
            [.. kinds.Where(kind => layers.Any(layer => kind.Part(layer) > 0)).Select(kind => new LegendView(Markup.Text(kind.Class), Markup.Text(kind.Label), Markup.Text($"{Readable.Count(layers.Sum(kind.Part))} cycles")))],
            [.. rows], Markup.Lines($"Modelled cycles.{uncounted}{rest}"));
    }

    /// <returns>Null when no layer was compared.</returns>
    public static BarsView? Errors(ReportFigures figures, bool all)
    {
        LoweredLayer[] layers = [.. figures.Compilation.Plan.Lowered.Layers.Where(layer => layer.Error is not null)];
        if (layers.Length == 0)
        {
            return null;
        }

        LoweredLayer[] shown = Largest(layers, layer => layer.Error!.MeanAbsLsb, all);
        double most = Math.Max(shown.Max(layer => layer.Error!.MeanAbsLsb), 0.01);
        string rest = shown.Length == layers.Length ? "" : $" The {shown.Length} largest of {Readable.Count(layers.Length)} layers.";
        return new BarsView(
            [],
            [.. shown.Select(layer => new BarView(
                Name(layer, figures), Markup.Text(layer.Node.Operator.Name),
                PartsBar.Of($"layer {layer.Index}: mean difference {Steps(layer)}", [("mvp", Steps(layer), layer.Error!.MeanAbsLsb)], most),
                Markup.Of($"{layer.Error!.MeanAbsLsb.ToString("0.0000", CultureInfo.InvariantCulture)} <small>at most {layer.Error.MaxAbsLsb}</small>")))],
            Markup.Lines($"Mean difference from the integer reference in output steps, each layer fed with exact input.{rest}"));
    }

    public static Markup Name(LoweredLayer layer, ReportFigures figures) =>
        Markup.Of($"<i>{layer.Index}</i> {CIdentifier.OfLayer(figures.Compilation.Model.Graph[layer.Node.Output].Name, layer.Node.Operator.Name)}");

    private static string Steps(LoweredLayer layer) => layer.Error!.MeanAbsLsb.ToString("0.0000 steps", CultureInfo.InvariantCulture);

    // In their order.
    private static T[] Largest<T>(T[] layers, Func<T, double> size, bool all) => all || layers.Length <= MostBars
        ? layers
        : [.. layers.Select((layer, index) => (layer, index)).OrderByDescending(entry => size(entry.layer)).Take(MostBars).OrderBy(entry => entry.index).Select(entry => entry.layer)];
}
