using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Puts the nodes of a graph with branches into an order in which fewer bytes live at once, where there is one.</summary>
/// <remarks>
/// Best first over the sets of nodes that are done: the set says what lives, so the first way to all nodes has the lowest peak
/// (E. Liberis, N. Lane, Neural Networks on Microcontrollers: Saving Memory at Inference via Operator Reordering, 2019). Graphs with more
/// nodes or sets than the limits keep their order, and so do those with states, whose old and new values share memory.
/// </remarks>
internal sealed class OrderForMemory : IPass
{
    private const int MostNodes = 500, MostSets = 20_000;

    public string Name => "order-for-memory";

    public Graph Run(Graph graph, PassContext context)
    {
        if (graph.States.Count > 0 || graph.Nodes.Count is < 2 or > MostNodes)
        {
            return graph;
        }

        var lives = new Lives(graph);
        long peak = lives.PeakOf(Enumerable.Range(0, graph.Nodes.Count));
        if (peak <= lives.LowestPeak || Search(lives, graph.Nodes.Count) is not int[] order || lives.PeakOf(order) >= peak)
        {
            return graph;
        }

        return graph with { Nodes = order.Select(index => graph.Nodes[index]).ToSequence() };
    }

    private static int[]? Search(Lives lives, int count)
    {
        PriorityQueue<Done, (long Peak, int Left, int Number)> open = new();
        Dictionary<Done, long> peaks = new() { [Done.None(count)] = 0 };
        Dictionary<Done, (Done Before, int Node)> way = [];
        int number = 0;
        open.Enqueue(Done.None(count), (0, count, number));
        while (open.TryDequeue(out Done? done, out (long Peak, int Left, int Number) rank))
        {
            if (rank.Left == 0)
            {
                return OrderTo(done, way);
            }

            foreach (int node in rank.Peak > peaks[done] ? [] : lives.Ready(done))
            {
                Done next = done.With(node);
                long peak = Math.Max(rank.Peak, lives.BytesDuring(node, done));
                if (peaks.TryGetValue(next, out long known) && known <= peak)
                {
                    continue;
                }

                if (peaks.Count > MostSets)
                {
                    return null;
                }

                peaks[next] = peak;
                way[next] = (done, node);
                open.Enqueue(next, (peak, rank.Left - 1, ++number));
            }
        }

        return null;
    }

    private static int[] OrderTo(Done done, Dictionary<Done, (Done Before, int Node)> way)
    {
        List<int> order = [];
        while (way.TryGetValue(done, out (Done Before, int Node) step))
        {
            order.Add(step.Node);
            done = step.Before;
        }

        order.Reverse();
        return [.. order];
    }

    /// <summary>A set of nodes.</summary>
    private sealed class Done(ulong[] words) : IEquatable<Done>
    {
        public static Done None(int count) => new(new ulong[(count + 63) / 64]);

        public bool this[int node] => (words[node / 64] >> (node % 64) & 1) != 0;

        public Done With(int node)
        {
            ulong[] more = [.. words];
            more[node / 64] |= 1UL << (node % 64);
            return new(more);
        }

        public bool Equals(Done? other) => other is not null && words.AsSpan().SequenceEqual(other.Words);

        public override bool Equals(object? obj) => Equals(obj as Done);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (ulong word in words)
            {
                hash.Add(word);
            }

            return hash.ToHashCode();
        }

        private ulong[] Words => words;
    }

    /// <summary>Who writes and who reads the tensors that live in the arena.</summary>
    private sealed class Lives
    {
        private readonly Graph graph;
        private readonly Dictionary<TensorId, int[]> readers;
        private readonly Dictionary<TensorId, int> writers = [];

        public Lives(Graph graph)
        {
            this.graph = graph;
            for (int index = 0; index < graph.Nodes.Count; index++)
            {
                foreach (TensorId output in graph.Nodes[index].Outputs)
                {
                    writers[output] = index;
                }
            }

            readers = writers.Keys.Concat(graph.Inputs).Distinct().ToDictionary(id => id, id => Enumerable.Range(0, graph.Nodes.Count)
                .Where(index => graph.Nodes[index].Inputs.Contains(id)).ToArray());
            LowestPeak = Enumerable.Range(0, graph.Nodes.Count).Max(index => Alone(graph.Nodes[index]));
        }

        /// <summary>What some node needs alone: no order has a lower peak.</summary>
        public long LowestPeak { get; }

        public IEnumerable<int> Ready(Done done) => Enumerable.Range(0, graph.Nodes.Count).Where(index =>
            !done[index] && graph.Nodes[index].Inputs.All(input => !writers.TryGetValue(input, out int writer) || done[writer]));

        /// <summary>Bytes that live while a node runs after those that are done.</summary>
        public long BytesDuring(int index, Done done)
        {
            Node node = graph.Nodes[index];
            long live = readers.Keys.Where(id => IsLive(id, done)).Sum(Size);
            return live + (OverwritesAnInput(node, done.With(index)) ? 0 : node.Outputs.Sum(Size));
        }

        public long PeakOf(IEnumerable<int> order)
        {
            var done = Done.None(graph.Nodes.Count);
            long peak = 0;
            foreach (int index in order)
            {
                peak = Math.Max(peak, BytesDuring(index, done));
                done = done.With(index);
            }

            return peak;
        }

        private bool IsLive(TensorId id, Done done) =>
            (!writers.TryGetValue(id, out int writer) || done[writer]) && (graph.Outlives(id) || readers[id].Any(reader => !done[reader]));

        private long Size(TensorId id) => graph.TypeOf(id).SizeInBytes;

        private long Alone(Node node) => node.Inputs.Where(readers.ContainsKey).Distinct().Sum(Size)
            + (node.Operator is Reshape || IsElementwise(node) ? 0 : node.Outputs.Sum(Size));

        private bool OverwritesAnInput(Node node, Done after) => (node.Operator is Reshape || IsElementwise(node))
            && node.Inputs.Any(input => readers.ContainsKey(input) && !IsLive(input, after) && Size(input) >= Size(node.Output));

        private bool IsElementwise(Node node) => node.Operator is Add or Sub or Mul or Relu or Logistic or Tanh
            && node.Outputs.Count == 1 && node.Inputs.Any(input => Size(input) == Size(node.Output));
    }
}
