using System.Globalization;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Mvp;

namespace Adc.Compiler.Reports.GraphView;

/// <summary>What a picture shows of a model that was read, and of its plan where there is one.</summary>
internal static class ModelPicture
{
    public static ViewedGraph Of(ViewedModel model)
    {
        Graph graph = model.Graph;
        List<ViewedBox> boxes = [];
        List<ViewedArrow> arrows = [];
        Dictionary<TensorId, int> writers = [];
        foreach (TensorId id in graph.Inputs.Distinct())
        {
            writers[id] = boxes.Count;
            boxes.Add(Port("input", graph[id]));
        }

        foreach (State state in graph.States)
        {
            writers[state.Before] = boxes.Count;
            boxes.Add(Port("state", graph[state.Before]));
        }

        MvpMemoryMap? map = model.Plan is null ? null : ProgramAddresses.Of(model.Plan);
        for (int index = 0; index < graph.Nodes.Count; index++)
        {
            Node node = graph.Nodes[index];
            arrows.AddRange(node.Inputs.Where(writers.ContainsKey).Distinct().Select(id => new ViewedArrow(writers[id], boxes.Count)));
            foreach (TensorId output in node.Outputs)
            {
                writers[output] = boxes.Count;
            }

            boxes.Add(Operator(index, node, graph, model.Plan?.Lowered.Layers[index], map, model.Timing));
        }

        foreach (TensorId id in graph.Outputs.Where(writers.ContainsKey))
        {
            arrows.Add(new ViewedArrow(writers[id], boxes.Count));
            boxes.Add(Port("output", graph[id]));
        }

        return new ViewedGraph(graph.Name, Remark(model), boxes, arrows);
    }

    private static string Remark(ViewedModel model)
    {
        string size = Readable.Several(model.Graph.Nodes.Count, "operator");
        return model.Plan is not null ? $"{size}, as compiled" : model.Obstacles.Count > 0 ? $"{size}, as in the file; adc cannot compile it as it stands" : $"{size}, as in the file";
    }

    private static ViewedBox Port(string kind, Tensor tensor) =>
        new(kind, kind.ToUpperInvariant(), Printable.Text(tensor.Name), Short(tensor.Type), [("tensor", Printable.Text(tensor.Name)), ("type", tensor.Type.ToString()), ("size", $"{Readable.Count(tensor.Type.SizeInBytes)} B")]);

    private static ViewedBox Operator(int index, Node node, Graph graph, LoweredLayer? layer, MvpMemoryMap? map, MvpTiming? timing)
    {
        List<(string Label, string Value)> facts = [("layer", index.ToString(CultureInfo.InvariantCulture))];
        void Add(string label, string value)
        {
            if (value.Length > 0)
            {
                facts.Add((label, value));
            }
        }

        long? cycles = null;
        if (layer is not null)
        {
            Add("engine", layer.Engine switch { Engine.Mvp => "MVP", Engine.Cpu => "CPU", _ => "none: the layer only renames its input" });
            Add("why", layer.Reason);
            if (layer.Engine == Engine.Mvp && map is not null && timing is not null)
            {
                cycles = ProgramAddresses.CyclesOf(layer, map, timing);
                Add("MVP cycles", $"{Readable.Count(cycles.Value)}, modelled");
            }

            if (layer.Error is { } error)
            {
                Add("error", string.Create(CultureInfo.InvariantCulture, $"mean {error.MeanAbsLsb:0.0000} steps, at most {error.MaxAbsLsb}"));
            }
        }

        long products = Work.MultiplyAdds(node, graph);
        Add("multiply-adds", products > 0 ? Readable.Count(products) : "");
        Add("attributes", node.Operator.Attributes);
        foreach (Tensor tensor in node.Inputs.Where(id => !id.IsNone).Select(id => graph[id]))
        {
            Add(tensor.IsConstant ? "constant" : "reads", $"{Printable.Text(tensor.Name)}: {tensor.Type}");
        }

        foreach (TensorId id in node.Outputs)
        {
            Add("writes", $"{Printable.Text(graph[id].Name)}: {graph.TypeOf(id)}");
        }

        Add("from", node.Origin with { File = Path.GetFileName(node.Origin.File) } is var origin ? origin.ToString() : "");
        string kind = layer?.Engine.ToString().ToLowerInvariant() ?? "plain";
        string line = Short(graph.TypeOf(node.Output)) + (cycles is long count ? $" · {Readable.Count(count)} cycles" : "");
        return new ViewedBox(kind, node.Operator.Name, CIdentifier.OfLayer(graph[node.Output].Name, node.Operator.Name), line, facts);
    }

    private static string Short(TensorType type) => $"{type.Element.DisplayName()} {type.Shape}";
}
