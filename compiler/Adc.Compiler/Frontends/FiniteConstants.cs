using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends;

/// <summary>Finds weights that are no numbers: a training that diverged, or a damaged file.</summary>
/// <remarks>The reference computes with them as floating point does. Who compiles a model asks here first; quantizing has a stricter rule of its own.</remarks>
public static class FiniteConstants
{
    /// <summary>Reports each constant with a NaN, and each factor or addend that is infinite; elsewhere, as in PADV2, infinity is a bound.</summary>
    /// <param name="graph">As it was read.</param>
    /// <returns>True when there is none.</returns>
    public static bool Check(Graph graph, DiagnosticBag diagnostics)
    {
        HashSet<TensorId> reported = [];
        foreach (Node node in graph.Nodes)
        {
            foreach (TensorId id in node.Inputs.Where(id => !id.IsNone && graph[id] is { Data: not null, Type.Element: ElementType.Float32 } && !reported.Contains(id)))
            {
                float[] values = graph[id].Data!.ToArray<float>();
                bool IsBad(float value) => float.IsNaN(value) || (float.IsInfinity(value) && Calculates(node.Operator));
                int first = Array.FindIndex(values, IsBad);
                if (first >= 0)
                {
                    reported.Add(id);
                    diagnostics.Report(
                        Catalogue.WeightIsNoNumber, node.Origin with { Name = graph[id].Name },
                        Place(first, graph.TypeOf(id).Shape), Text(values[first]), values.Count(IsBad), values.Length);
                }
            }
        }

        return reported.Count == 0;
    }

    private static bool Calculates(Operator @operator) => @operator is Add or BatchMatMul or Conv2D or DepthwiseConv2D or Div or FullyConnected or Mul or Prelu
        or SquaredDifference or Sub or Svdf or TransposeConv or UnidirectionalSequenceLstm;

    /// <summary>An element by its position along each axis: "[3,0,17]".</summary>
    private static string Place(int element, Shape shape)
    {
        var position = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            position[axis] = element % shape[axis];
            element /= shape[axis];
        }

        return $"[{string.Join(',', position)}]";
    }

    private static string Text(float value) => float.IsNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
}
