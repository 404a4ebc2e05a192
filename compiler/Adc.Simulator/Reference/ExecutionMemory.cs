using Adc.Compiler.Ir;
using Adc.Simulator.Reference.Fast;

namespace Adc.Simulator.Reference;

/// <summary>What one run of a graph after another writes its tensors to.</summary>
internal sealed class ExecutionMemory
{
    private readonly Graph graph;
    private readonly FastScratch scratch = new();

    // Where fast paths write; made when they first do.
    private readonly byte[]?[] buffers;
    private readonly TensorValue?[] computed;

    public ExecutionMemory(Graph graph)
    {
        this.graph = graph;
        Values = [.. graph.Tensors.Select(tensor => tensor.Data is { } data ? new TensorValue(tensor.Type, data) : null)];
        buffers = new byte[]?[Values.Length];
        computed = new TensorValue?[Values.Length];
    }

    /// <summary>Every tensor by its id; null where nothing has written it yet.</summary>
    public TensorValue?[] Values { get; }

    /// <summary>Computes a node by its fast path.</summary>
    public void Run(IFastPath path, Node node)
    {
        int at = node.Output.Value;
        if (buffers[at] is not { } buffer)
        {
            TensorType type = graph.TypeOf(node.Output);
            buffers[at] = buffer = new byte[type.SizeInBytes];
            computed[at] = new TensorValue(type, new ConstantData(buffer));
        }

        ReadOnlySpan<byte> second = node.Inputs.Count > 1 ? Values[node.Inputs[1].Value]!.Data.Bytes.Span : [];
        path.Run(Values[node.Inputs[0].Value]!.Data.Bytes.Span, second, buffer, scratch);
        Values[at] = computed[at];
    }

    /// <summary>A tensor that the next run does not write to.</summary>
    public TensorValue Copy(TensorId id)
    {
        TensorValue value = Values[id.Value]!;
        return value with { Data = new ConstantData(value.Data.Bytes.ToArray()) };
    }
}
