namespace Adc.Formats.TfLite.Verification;

/// <summary>Checks that every tensor is written once, and before it is read. All indices must be sound.</summary>
internal static class ExecutionOrderChecks
{
    private enum Content
    {
        Nothing,
        Constant,
        GraphInput,
        Variable,
        Computed,
    }

    public static void Run(TfLiteModel model, TfLiteSubgraph subgraph, SubgraphReport report)
    {
        Content[] contents = ContentsAtStart(model, subgraph);
        for (int i = 0; i < subgraph.Operators.Count && !report.IsFull; i++)
        {
            foreach (int tensor in subgraph.Operators[i].Inputs.Where(tensor => tensor >= 0 && contents[tensor] == Content.Nothing))
            {
                report.Operator(
                    i,
                    TfLiteProblemKind.NotInExecutionOrder,
                    $"the operator reads tensor {tensor}, which no operator before it writes",
                    tensor);
            }

            foreach (int tensor in subgraph.Operators[i].Outputs)
            {
                if (contents[tensor] is Content.Constant or Content.GraphInput or Content.Computed)
                {
                    report.Operator(
                        i,
                        TfLiteProblemKind.SecondWriter,
                        $"the operator writes tensor {tensor}, which {Describe(contents[tensor])}",
                        tensor);
                }

                contents[tensor] = contents[tensor] == Content.Nothing ? Content.Computed : contents[tensor];
            }
        }

        foreach (int tensor in subgraph.Outputs.Where(tensor => contents[tensor] == Content.Nothing))
        {
            report.Graph(TfLiteProblemKind.NotInExecutionOrder, $"graph output {tensor} is a tensor that no operator writes", tensor);
        }
    }

    private static Content[] ContentsAtStart(TfLiteModel model, TfLiteSubgraph subgraph)
    {
        HashSet<int> written = [.. subgraph.Operators.SelectMany(@operator => @operator.Outputs)];
        var contents = new Content[subgraph.Tensors.Count];
        for (int i = 0; i < contents.Length; i++)
        {
            TfLiteTensor tensor = subgraph.Tensors[i];
            bool hasData = (uint)tensor.Buffer < (uint)model.Buffers.Count && !model.DataOf(tensor).IsEmpty;

            // A tensor without elements that nobody writes is a constant with no bytes: there is nothing to be read from it.
            bool isConstant = hasData || (tensor.Shape.Contains(0) && !written.Contains(i));
            contents[i] = tensor.IsVariable ? Content.Variable : isConstant ? Content.Constant : Content.Nothing;
        }

        foreach (int input in subgraph.Inputs)
        {
            contents[input] = Content.GraphInput;
        }

        return contents;
    }

    private static string Describe(Content content) => content switch
    {
        Content.Constant => "is a constant",
        Content.GraphInput => "is a graph input",
        _ => "another operator writes too",
    };
}
