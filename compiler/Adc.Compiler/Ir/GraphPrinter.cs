using System.Globalization;
using System.Text;

namespace Adc.Compiler.Ir;

/// <summary>Prints a graph as text: one line per tensor that matters and per node, the same for equal graphs.</summary>
public static class GraphPrinter
{
    public static string Print(Graph graph)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"graph {graph.Name}\n");
        foreach (TensorId id in graph.Inputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"  input    {Describe(graph, id)}\n");
        }

        foreach (TensorId id in graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs).Concat(graph.States.Select(state => state.After))
            .Where(id => !id.IsNone && graph[id].IsConstant).Distinct().OrderBy(id => id.Value))
        {
            text.Append(CultureInfo.InvariantCulture, $"  constant {Describe(graph, id)}\n");
        }

        foreach (State state in graph.States)
        {
            text.Append(CultureInfo.InvariantCulture, $"  state    {Describe(graph, state.Before)}, then {state.After}\n");
        }

        foreach (Node node in graph.Nodes)
        {
            string outputs = string.Join(", ", node.Outputs.Select(id => Describe(graph, id)));
            text.Append(CultureInfo.InvariantCulture, $"  {outputs} = {node.Operator} ({string.Join(", ", node.Inputs)})\n");
        }

        foreach (TensorId id in graph.Outputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"  output   {id}\n");
        }

        return text.ToString();
    }

    private static string Describe(Graph graph, TensorId id) =>
        $"{id} '{Diagnostics.Printable.Text(graph[id].Name)}': {graph.TypeOf(id)}";
}
