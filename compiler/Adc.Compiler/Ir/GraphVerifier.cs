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

        foreach (TensorId id in graph.States.SelectMany(state => new[] { state.Before, state.After }).Where(id => !Known(id)))
        {
            violations.Add($"the graph's states name {id}, which does not exist");
        }

        if (violations.Count > 0)
        {
            return violations;
        }

        violations.AddRange(graph.Inputs.Where(id => graph[id].IsConstant).Select(id => $"input {id} '{graph[id].Name}' is a constant"));
        HashSet<TensorId> available = [.. graph.Inputs];
        HashSet<TensorId> written = [.. graph.Inputs];
        foreach (State state in graph.States)
        {
            available.Add(state.Before);
            if (graph[state.Before].IsConstant || !written.Add(state.Before))
            {
                violations.Add($"state {state.Before} '{graph[state.Before].Name}' has another source");
            }
        }

        foreach (Node node in graph.Nodes)
        {
            VerifyNode(graph, node, Known, available, written, violations);
        }

        violations.AddRange(graph.Outputs
            .Where(id => !available.Contains(id) && !graph[id].IsConstant)
            .Select(id => $"output {id} '{graph[id].Name}' is computed by nobody"));
        violations.AddRange(graph.States.SelectMany(state => VerifyState(graph, state, available)));
        violations.AddRange(graph.Tensors
            .Where(tensor => tensor.Data is ConstantData data && data.Bytes.Length != tensor.Type.SizeInBytes)
            .Select(tensor => $"constant {tensor.Id} '{tensor.Name}' has {tensor.Data!.Bytes.Length:N0} bytes, its type needs {tensor.Type.SizeInBytes:N0}"));
        return violations;
    }

    private static IEnumerable<string> VerifyState(Graph graph, State state, HashSet<TensorId> available)
    {
        string name = $"state {state.Before} '{graph[state.Before].Name}'";
        TensorType before = graph.TypeOf(state.Before), after = graph.TypeOf(state.After);
        if (!available.Contains(state.After) && !graph[state.After].IsConstant)
        {
            yield return $"{name} becomes {state.After}, which is computed by nobody";
        }

        if (before.Element != after.Element || before.Shape != after.Shape)
        {
            yield return $"{name} is {before}, but becomes {after}";
        }

        if (state.Initial.Bytes.Length != before.SizeInBytes)
        {
            yield return $"{name} starts with {state.Initial.Bytes.Length:N0} bytes, its type needs {before.SizeInBytes:N0}";
        }
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
