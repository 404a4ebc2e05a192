using Adc.Formats.TfLite.Verification;

namespace Adc.Formats.TfLite;

/// <summary>Checks that a model means something: indices, shapes, quantization, data sizes, options and order of execution.</summary>
public static class TfLiteVerifier
{
    /// <summary>All problems of a model, none when it is sound.</summary>
    public static IReadOnlyList<TfLiteProblem> Verify(TfLiteModel model)
    {
        var problems = new TfLiteProblemList();
        Verify(model, problems);
        return problems.All;
    }

    internal static void Verify(TfLiteModel model, TfLiteProblemList problems)
    {
        CheckTables(model, problems);
        for (int index = 0; index < model.Subgraphs.Count && !problems.IsFull; index++)
        {
            TfLiteSubgraph subgraph = model.Subgraphs[index];
            var report = new SubgraphReport(model, index, problems);
            TensorChecks.Run(model, subgraph, report);
            if (OperatorChecks.Run(model, subgraph, report))
            {
                ExecutionOrderChecks.Run(model, subgraph, report);
            }
        }
    }

    private static void CheckTables(TfLiteModel model, TfLiteProblemList problems)
    {
        if (model.Subgraphs.Count == 0)
        {
            problems.Add(new(TfLiteProblemKind.Missing, "the model has no subgraph, expected at least one"));
        }

        if (model.Buffers.Count == 0)
        {
            problems.Add(new(TfLiteProblemKind.Missing, "the model has no buffer, expected at least the empty buffer 0"));
        }

        for (int i = 0; i < model.OperatorCodes.Count; i++)
        {
            TfLiteOperatorCode code = model.OperatorCodes[i];
            if (code.Builtin == BuiltinOperator.Custom && string.IsNullOrEmpty(code.CustomCode))
            {
                problems.Add(new(TfLiteProblemKind.Missing, $"operator code {i} is a custom operator without a name"));
            }
            else if (code.Builtin < 0)
            {
                problems.Add(new(TfLiteProblemKind.IndexOutOfRange, $"operator code {i} is {(int)code.Builtin}, expected 0 or more"));
            }
        }

        for (int i = 0; i < model.Metadata.Count; i++)
        {
            uint buffer = (uint)model.Metadata[i].Buffer;
            if (buffer >= (uint)model.Buffers.Count)
            {
                problems.Add(new(
                    TfLiteProblemKind.IndexOutOfRange, $"metadata {i} has buffer {buffer}, but there are {model.Buffers.Count} buffers"));
            }
        }
    }
}
