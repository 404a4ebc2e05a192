using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering;

/// <summary>How much memory the tensors need that live while a node runs, its own inputs and outputs included.</summary>
internal sealed class LiveTensors
{
    private readonly Dictionary<Node, long> bytes = new(ReferenceEqualityComparer.Instance);

    public LiveTensors(Graph graph)
    {
        Dictionary<TensorId, int> written = [], read = [];
        foreach (TensorId id in graph.Inputs.Concat(graph.States.Select(state => state.Before)))
        {
            written[id] = -1;
        }

        for (int time = 0; time < graph.Nodes.Count; time++)
        {
            foreach (TensorId id in graph.Nodes[time].Inputs)
            {
                read[id] = time;
            }

            foreach (TensorId id in graph.Nodes[time].Outputs)
            {
                written[id] = time;
            }
        }

        foreach (TensorId id in graph.Outputs.Concat(graph.States.SelectMany(state => (TensorId[])[state.Before, state.After])))
        {
            read[id] = graph.Nodes.Count;
        }

        // What begins and ends to live at each time.
        var change = new long[graph.Nodes.Count + 2];
        foreach ((TensorId id, int first) in written)
        {
            long size = graph.TypeOf(id).SizeInBytes;
            change[Math.Max(first, 0)] += size;
            change[Math.Max(first, read.GetValueOrDefault(id, first)) + 1] -= size;
        }

        long sum = 0;
        for (int time = 0; time < graph.Nodes.Count; time++)
        {
            sum += change[time];
            bytes[graph.Nodes[time]] = sum;
        }
    }

    public long BytesAround(Node node) => bytes[node];
}
