namespace Adc.Formats.TfLite.Verification;

/// <summary>Checks each operator on its own: indices, number of inputs and outputs, options.</summary>
internal static class OperatorChecks
{
    /// <summary>Whether all indices of the subgraph are sound, so that others may follow them.</summary>
    public static bool Run(TfLiteModel model, TfLiteSubgraph subgraph, SubgraphReport report)
    {
        int tensors = subgraph.Tensors.Count;
        bool sound = CheckGraphTensors(subgraph.Inputs, "input", tensors, report);
        sound &= CheckGraphTensors(subgraph.Outputs, "output", tensors, report);
        for (int i = 0; i < subgraph.Operators.Count && !report.IsFull; i++)
        {
            TfLiteOperator @operator = subgraph.Operators[i];
            sound &= CheckTensors(i, @operator.Inputs, "input", least: -1, tensors, report);
            sound &= CheckTensors(i, @operator.Outputs, "output", least: 0, tensors, report);
            sound &= CheckTensors(i, @operator.Intermediates ?? [], "intermediate", least: -1, tensors, report);
            if ((uint)@operator.OpcodeIndex >= (uint)model.OperatorCodes.Count)
            {
                report.Operator(
                    i,
                    TfLiteProblemKind.IndexOutOfRange,
                    $"the operator has code {(uint)@operator.OpcodeIndex}, but there are {model.OperatorCodes.Count} operator codes");
                continue;
            }

            BuiltinOperator builtin = model.CodeOf(@operator).Builtin;
            CheckArity(i, @operator, builtin, report);
            CheckOptions(i, @operator, builtin, report);
        }

        return sound && !report.IsFull;
    }

    private static bool CheckGraphTensors(IReadOnlyList<int> indices, string role, int tensors, SubgraphReport report)
    {
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)tensors)
            {
                report.Graph(TfLiteProblemKind.IndexOutOfRange, $"a graph {role} is tensor {index}, but there are {tensors} tensors");
                return false;
            }
        }

        return true;
    }

    private static bool CheckTensors(int index, IReadOnlyList<int> indices, string role, int least, int tensors, SubgraphReport report)
    {
        for (int k = 0; k < indices.Count; k++)
        {
            if (indices[k] < least || indices[k] >= tensors)
            {
                report.Operator(
                    index, TfLiteProblemKind.IndexOutOfRange, $"{role} {k} is tensor {indices[k]}, but there are {tensors} tensors");
                return false;
            }
        }

        return true;
    }

    private static void CheckArity(int index, TfLiteOperator @operator, BuiltinOperator builtin, SubgraphReport report)
    {
        Check("inputs", @operator.Inputs, builtin.InputArity());
        Check("outputs", @operator.Outputs, builtin.OutputArity());

        void Check(string what, IReadOnlyList<int> indices, BuiltinOperators.Arity? arity)
        {
            if (arity is null)
            {
                return;
            }

            if (indices.Count < arity.Least || indices.Count > arity.Most)
            {
                report.Operator(index, TfLiteProblemKind.WrongArity, $"the operator has {indices.Count} {what}, expected {arity}");
            }
            else if (indices.Take(arity.Least).Contains(-1))
            {
                report.Operator(
                    index, TfLiteProblemKind.WrongArity, $"one of the first {arity.Least} {what} is left out, expected all of them");
            }
        }
    }

    private static void CheckOptions(int index, TfLiteOperator @operator, BuiltinOperator builtin, SubgraphReport report)
    {
        if (@operator.Options is not { } options)
        {
            return;
        }

        BuiltinOptionsKind found = TfLiteOptionsCodec.KindOf(options);
        if (builtin.OptionsKind() is { } expected && found != expected)
        {
            report.Operator(index, TfLiteProblemKind.WrongOptions, $"the operator has {found}, expected {expected}");
            return;
        }

        foreach (string problem in OptionChecks.ProblemsOf(options, @operator.Inputs.Count))
        {
            report.Operator(index, TfLiteProblemKind.BadOption, problem);
        }
    }
}
