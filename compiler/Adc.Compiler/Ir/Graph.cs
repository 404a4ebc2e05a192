namespace Adc.Compiler.Ir;

/// <summary>A model as a value: tensors, nodes in execution order, inputs, outputs.</summary>
/// <param name="Tensors">A tensor's id is its position. Tensors that nothing refers to may stay; they mean nothing.</param>
public sealed record Graph(
    string Name, Sequence<Tensor> Tensors, Sequence<Node> Nodes, Sequence<TensorId> Inputs, Sequence<TensorId> Outputs)
{
    /// <summary>What the model keeps from one inference to the next.</summary>
    public Sequence<State> States { get; init; } = Sequence<State>.Empty;

    /// <summary>Images are [batch, width, height, channels], since somebody asked for swapped axes; data files keep the model's own order.</summary>
    public bool SwapsHeightAndWidth { get; init; }

    public Tensor this[TensorId id] => Tensors[id.Value];

    public TensorType TypeOf(TensorId id) => this[id].Type;

    /// <summary>The nodes that read a tensor, in execution order.</summary>
    public IEnumerable<Node> ReadersOf(TensorId id) => Nodes.Where(node => node.Inputs.Contains(id));

    /// <summary>The node that computes a tensor, or null for inputs and constants.</summary>
    public Node? WriterOf(TensorId id) => Nodes.FirstOrDefault(node => node.Outputs.Contains(id));

    /// <summary>True when a tensor is needed after the last node: as an output, or as what becomes of a state.</summary>
    public bool Outlives(TensorId id) => Outputs.Contains(id) || States.Any(state => state.After == id);

    /// <summary>The same graph with one tensor replaced, or added at the end.</summary>
    public Graph With(Tensor tensor)
    {
        if (tensor.Id.Value > Tensors.Count)
        {
            throw new ArgumentException($"tensor id {tensor.Id} leaves a gap", nameof(tensor));
        }

        return this with
        {
            Tensors = new(tensor.Id.Value == Tensors.Count ? Tensors.Items.Add(tensor) : Tensors.Items.SetItem(tensor.Id.Value, tensor)),
        };
    }

    /// <summary>The same graph with one node, found by reference, replaced by others.</summary>
    public Graph Replace(Node node, params Node[] replacements) => this with
    {
        Nodes = Nodes.SelectMany(n => ReferenceEquals(n, node) ? replacements : [n]).ToSequence(),
    };

    /// <summary>The id that the next added tensor must have.</summary>
    public TensorId NextId() => new(Tensors.Count);

    /// <summary>Drops the nodes that satisfy <paramref name="drop"/> and joins their readers to their first input.</summary>
    /// <remarks>A node that leads from a graph input or constant straight to a graph output stays: somebody has to copy.</remarks>
    public Graph Bypass(Func<Node, bool> drop)
    {
        Graph graph = this;
        foreach (TensorId output in Nodes.Where(drop).Select(node => node.Output).ToList())
        {
            Node node = graph.WriterOf(output)!;
            TensorId from = node.Output, to = node.Inputs[0];
            if (!graph.Outputs.Contains(from))
            {
                graph = graph.Replace(node).Redirect(from, to);
            }
            else if (graph.WriterOf(to) is not null && !graph.Outputs.Contains(to))
            {
                // The output keeps its own tensor: whoever wrote the node's input now writes the output directly.
                graph = graph.Replace(node).Redirect(to, from);
            }
        }

        return graph;
    }

    private Graph Redirect(TensorId from, TensorId to)
    {
        TensorId Map(TensorId id) => id == from ? to : id;
        return this with
        {
            Nodes = Nodes.Select(node => node with
            {
                Inputs = node.Inputs.Select(Map).ToSequence(),
                Outputs = node.Outputs.Select(Map).ToSequence(),
            }).ToSequence(),
            States = States.Select(state => state with { After = Map(state.After) }).ToSequence(),
        };
    }
}
