using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>Which int8 quantization every float tensor of a graph gets.</summary>
/// <remarks>
/// Tensors that an operator wants alike form a group with one range: what its members and constants span together. Outputs that the
/// format prescribes belong to no group; whoever shares with one requantizes it, unless all it reads has that same quantization.
/// </remarks>
internal sealed class QuantizationPlan
{
    private readonly Graph graph;
    private readonly Dictionary<TensorId, Quantization> prescribed = [];
    private readonly Dictionary<TensorId, TensorId> parents = [];
    private readonly Dictionary<TensorId, ValueRange> ranges = [];
    private readonly Dictionary<TensorId, double> floors = [];

    /// <param name="seen">The range of a computed tensor or input on the calibration rows.</param>
    public QuantizationPlan(Graph graph, Func<TensorId, ValueRange> seen)
    {
        this.graph = graph;
        Forms = [.. graph.Nodes.Select(node => Int8Forms.Of(node, graph))];
        Prescribe();
        Group();
        foreach (TensorId id in graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs)).Where(IsReal))
        {
            TensorId root = Root(id);
            ranges[root] = ranges.GetValueOrDefault(root, ValueRange.Empty).Union(seen(id));
        }

        AddConstants();
        RaiseFloors();
    }

    /// <summary>The form of each node.</summary>
    public IReadOnlyList<Int8Form> Forms { get; }

    /// <summary>The quantization of a tensor, or of a constant that an operator with free scales reads.</summary>
    public Quantization Of(TensorId id) => prescribed.TryGetValue(id, out Quantization? quantization) ? quantization
        : graph[id].Data is ConstantData data ? ValueRange.Of(data).ToInt8()
        : ranges[Root(id)].ToInt8(floors.GetValueOrDefault(Root(id)));

    /// <summary>The quantization in which a node reads one of its int8 operands.</summary>
    public Quantization OfOperand(Node node, Int8Form form, TensorId operand) => Of(form.Kind == Int8Kind.Shares ? node.Outputs[0] : operand);

    private bool IsReal(TensorId id) => graph.TypeOf(id).Element == ElementType.Float32;

    private IEnumerable<(Node Node, Int8Form Form)> Nodes => graph.Nodes.Zip(Forms);

    private static IEnumerable<TensorId> Operands(Node node, Int8Form form) => form.Operands.Select(position => node.Inputs[position]);

    private void Prescribe()
    {
        foreach ((Node node, Int8Form form) in Nodes)
        {
            if (form.Output is Quantization output)
            {
                prescribed[node.Output] = output;
            }
            else if (form.Kind == Int8Kind.Shares)
            {
                TensorId[] computed = [.. Operands(node, form).Where(id => !graph[id].IsConstant)];
                Quantization? common = prescribed.GetValueOrDefault(computed[0]);
                bool inherits = common is not null && computed.All(id => prescribed.GetValueOrDefault(id) == common)
                    && Operands(node, form).All(id => graph[id].Data is not ConstantData data || Holds(common, ValueRange.Of(data)));
                foreach (TensorId id in inherits ? node.Outputs : [])
                {
                    prescribed[id] = common!;
                }
            }
        }
    }

    private static bool Holds(Quantization quantization, ValueRange range) =>
        range.Low >= (sbyte.MinValue - quantization.ZeroPoint) * (double)quantization.Scale
        && range.High <= (sbyte.MaxValue - quantization.ZeroPoint) * (double)quantization.Scale;

    private void Group()
    {
        foreach ((Node node, Int8Form form) in Nodes.Where(entry => entry.Form.Kind == Int8Kind.Shares && !prescribed.ContainsKey(entry.Node.Outputs[0])))
        {
            foreach (TensorId id in Operands(node, form).Concat(node.Outputs).Where(id => !graph[id].IsConstant && !prescribed.ContainsKey(id)))
            {
                parents[Root(id)] = Root(node.Outputs[0]);
            }
        }
    }

    private TensorId Root(TensorId id)
    {
        while (parents.TryGetValue(id, out TensorId parent) && parent != id)
        {
            id = parent;
        }

        return id;
    }

    /// <summary>A group holds the constants, and the requantized outputs, that its operators read.</summary>
    private void AddConstants()
    {
        foreach ((Node node, Int8Form form) in Nodes.Where(entry => entry.Form.Kind == Int8Kind.Shares && !prescribed.ContainsKey(entry.Node.Outputs[0])))
        {
            TensorId root = Root(node.Outputs[0]);
            foreach (ConstantData data in Operands(node, form).Select(id => graph[id].Data).OfType<ConstantData>())
            {
                ranges[root] = ranges[root].Union(ValueRange.Of(data));
            }
        }
    }

    private void RaiseFloors()
    {
        bool isRaised = true;
        for (int sweep = 0; isRaised && sweep <= graph.Nodes.Count; sweep++)
        {
            isRaised = false;
            foreach ((Node node, Int8Form form) in Nodes.Where(entry => entry.Form.Kind is Int8Kind.Products or Int8Kind.Rescales))
            {
                double[] operands = [.. Operands(node, form).Select(id => (double)Of(id).Scale)];
                double weights = form.Weights is { } at ? WeightQuantizer.GreatestScale(graph[node.Inputs[at.Weights]].Data!) : 1;
                double floor = ScaleFloor.Of(node.Operator, operands, weights);
                TensorId root = Root(node.Output);
                if (!prescribed.ContainsKey(node.Output) && Of(node.Output).Scale < floor)
                {
                    floors[root] = floor;
                    isRaised = true;
                }
            }
        }
    }
}
