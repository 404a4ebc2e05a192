namespace Adc.Compiler.Ir;

/// <summary>Checks what every pass relies on. A violation is a bug of adc, never of the user's model.</summary>
public static class GraphVerifier
{
    /// <summary>All broken invariants, as sentences; empty for a sound graph.</summary>
    public static IReadOnlyList<string> Verify(Graph graph)
    {
        List<string> violations = [];
        for (int index = 0; index < graph.Tensors.Count; index++)
        {
            if (graph.Tensors[index].Id.Value != index)
            {
                violations.Add($"tensor {index} carries the id {graph.Tensors[index].Id}");
            }
        }

        bool Known(TensorId id) => id.Value >= 0 && id.Value < graph.Tensors.Count;
        foreach (TensorId id in graph.Inputs.Concat(graph.Outputs).Where(id => !Known(id)))
        {
            violations.Add($"the graph's inputs or outputs name {id}, which does not exist");
        }

        if (violations.Count > 0)
        {
            return violations;
        }

        violations.AddRange(graph.Inputs.Where(id => graph[id].IsConstant).Select(id => $"input {id} '{graph[id].Name}' is a constant"));
        HashSet<TensorId> available = [.. graph.Inputs];
        HashSet<TensorId> written = [.. graph.Inputs];
        foreach (Node node in graph.Nodes)
        {
            VerifyNode(graph, node, Known, available, written, violations);
        }

        violations.AddRange(graph.Outputs
            .Where(id => !available.Contains(id) && !graph[id].IsConstant)
            .Select(id => $"output {id} '{graph[id].Name}' is computed by nobody"));
        violations.AddRange(graph.Tensors
            .Where(tensor => tensor.Data is ConstantData data && data.Bytes.Length != tensor.Type.SizeInBytes)
            .Select(tensor => $"constant {tensor.Id} '{tensor.Name}' has {tensor.Data!.Bytes.Length} bytes, its type needs {tensor.Type.SizeInBytes}"));
        return violations;
    }

    private static void VerifyNode(
        Graph graph, Node node, Func<TensorId, bool> known, HashSet<TensorId> available, HashSet<TensorId> written, List<string> violations)
    {
        string name = $"{node.Operator.Name} ({node.Origin})";
        Arity arity = node.Operator.Arity;
        if (!arity.Allows(node.Inputs.Count, node.Outputs.Count))
        {
            violations.Add($"{name} has {node.Inputs.Count} inputs and {node.Outputs.Count} outputs");
        }

        for (int index = 0; index < arity.FewestInputs && index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index].IsNone)
            {
                violations.Add($"{name} lacks its input {index}");
            }
        }

        foreach (TensorId id in node.Inputs.Where(id => !id.IsNone))
        {
            if (!known(id))
            {
                violations.Add($"{name} reads {id}, which does not exist");
            }
            else if (!available.Contains(id) && !graph[id].IsConstant)
            {
                violations.Add($"{name} reads {id} '{graph[id].Name}' before it is computed");
            }
        }

        foreach (TensorId id in node.Outputs)
        {
            if (!known(id))
            {
                violations.Add($"{name} writes {id}, which does not exist");
            }
            else if (graph[id].IsConstant || !written.Add(id))
            {
                violations.Add($"{name} writes {id} '{graph[id].Name}', which has another source");
            }

            available.Add(id);
        }
    }
}
