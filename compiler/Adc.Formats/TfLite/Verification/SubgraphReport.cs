namespace Adc.Formats.TfLite.Verification;

/// <summary>Adds problems of one subgraph, with the names that belong to their place.</summary>
internal sealed class SubgraphReport(TfLiteModel model, int index, TfLiteProblemList problems)
{
    private readonly TfLiteSubgraph subgraph = model.Subgraphs[index];

    public bool IsFull => problems.IsFull;

    public void Graph(TfLiteProblemKind kind, string message, int? tensor = null) =>
        problems.Add(new(kind, message, index, Tensor: NameOf(tensor)));

    public void Tensor(int tensor, TfLiteProblemKind kind, string message) =>
        problems.Add(new(kind, $"tensor {tensor} {message}", index, Tensor: NameOf(tensor)));

    public void Operator(int @operator, TfLiteProblemKind kind, string message, int? tensor = null)
    {
        int opcode = subgraph.Operators[@operator].OpcodeIndex;
        string? name = (uint)opcode < (uint)model.OperatorCodes.Count ? model.OperatorCodes[opcode].DisplayName : null;
        problems.Add(new(kind, message, index, @operator, name, NameOf(tensor)));
    }

    private string? NameOf(int? tensor) =>
        tensor is { } i && (uint)i < (uint)subgraph.Tensors.Count ? subgraph.Tensors[i].Name : null;
}
