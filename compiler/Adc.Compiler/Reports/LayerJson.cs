using System.Text.Json;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Lowering;
using Adc.Compiler.Pipeline;

namespace Adc.Compiler.Reports;

/// <summary>The member "layers" of report.json.</summary>
internal static class LayerJson
{
    public static void Write(Utf8JsonWriter json, ReportFigures figures)
    {
        Graph graph = figures.Compilation.Model.Graph;
        Dictionary<int, string> functions = ModelLayout.Of(figures.Compilation).Layers.ToDictionary(layer => layer.Layer, layer => layer.Symbol);
        var sources = LayerSources.Of(graph);
        json.WriteStartArray("layers");
        foreach (LoweredLayer layer in figures.Compilation.Plan.Lowered.Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("index", layer.Index);
            json.WriteString("name", graph[layer.Node.Output].Name);
            json.WriteString("opcode", layer.Node.Operator.Name);
            json.WriteString("engine", layer.Engine.ToString().ToLowerInvariant());
            json.WriteString("reason", layer.Reason);
            if (functions.TryGetValue(layer.Index, out string? function))
            {
                json.WriteString("function", function);
            }

            json.WriteNumber("macs", layer.MultiplyAdds);
            json.WriteNumber("ops", Work.Operations(layer.Node, graph));
            if (layer.Engine == Engine.Mvp)
            {
                JsonText.Optional(json, "accelerator_cycles", figures.CountsCycles ? figures.AcceleratorCyclesOf(layer) : null);
                json.WriteNumber("scratch_bytes", figures.ScratchOf(layer));
            }

            JsonText.Optional(json, "instructions", figures.InstructionsOf(layer));
            JsonText.Optional(json, "cpu_cycles", figures.CyclesOf(layer));
            JsonText.Optional(json, "energy_j", figures.JoulesOf(layer));
            json.WriteNumber("flash_bytes", figures.ConstantsOf(layer));
            if (layer.Engine == Engine.Mvp)
            {
                json.WriteNumber("programs", layer.Steps.Count(step => step.Call is ProgramCall));
                TimingJson.WriteTerms(json, figures.TermsOf(layer)!.Value);
            }

            WriteReads(json, sources, layer.Node);
            WriteShapes(json, "input_shapes", layer.Node.Inputs.Where(id => !id.IsNone).Select(id => graph.TypeOf(id).Shape));
            WriteShapes(json, "output_shapes", layer.Node.Outputs.Select(id => graph.TypeOf(id).Shape));
            if (layer.Error is LayerError error)
            {
                WriteError(json, error);
            }

            if (figures.Compilation.LayerDifferences.FirstOrDefault(difference => difference.Layer == layer.Index) is LayerDifference difference)
            {
                DifferenceJson.WriteLayer(json, difference.Difference);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Where a layer's tensors come from: positions of model inputs, indices of layers.</summary>
    private static void WriteReads(Utf8JsonWriter json, LayerSources sources, Node node)
    {
        json.WriteStartObject("reads");
        foreach ((string name, Func<TensorId, int?> source) in (ReadOnlySpan<(string, Func<TensorId, int?>)>)[("inputs", sources.InputOf), ("layers", sources.LayerOf)])
        {
            json.WriteStartArray(name);
            foreach (int place in node.Inputs.Select(source).OfType<int>().Distinct())
            {
                json.WriteNumberValue(place);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, LayerError error)
    {
        json.WriteStartObject("error");
        json.WriteNumber("max_lsb", error.MaxAbsLsb);
        json.WriteNumber("mean_lsb", Math.Round(error.MeanAbsLsb, 6));
        json.WriteNumber("exact_ratio", Math.Round(error.ExactRatio, 6));
        if (error.Analysis is ErrorAnalysis analysis)
        {
            WriteSplit(json, "mean_split_lsb", analysis.Split);
            json.WriteNumber("bound_lsb", analysis.BoundLsb);
            WriteSplit(json, "bound_split_lsb", analysis.BoundSplit);
            json.WriteNumber("worst_case_lsb", analysis.WorstCaseLsb);
        }

        json.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter json, string name, ErrorSplit split)
    {
        json.WriteStartObject(name);
        json.WriteNumber("accumulation", Math.Round(split.Accumulation, 6));
        json.WriteNumber("constants", Math.Round(split.Constants, 6));
        json.WriteNumber("rounding", Math.Round(split.Rounding, 6));
        json.WriteEndObject();
    }

    private static void WriteShapes(Utf8JsonWriter json, string name, IEnumerable<Shape> shapes)
    {
        json.WriteStartArray(name);
        foreach (Shape shape in shapes)
        {
            JsonText.WriteShape(json, null, shape);
        }

        json.WriteEndArray();
    }
}
