using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Export;

/// <summary>States of a graph as resources of a model file: one subgraph fills them, the main one reads them first and assigns them last.</summary>
/// <param name="states">Those that no operator moves on.</param>
/// <param name="places">Where each tensor stands in the file.</param>
internal sealed class ExportedVariables(Graph graph, State[] states, IReadOnlyDictionary<TensorId, int> places)
{
    private readonly int[] handles = new int[states.Length];

    public void AddReads(TfLiteModelBuilder builder)
    {
        if (states.Length == 0)
        {
            return;
        }

        builder.AddOperator(BuiltinOperator.CallOnce, 1, [], [], new CallOnceOptions(1));
        for (int i = 0; i < states.Length; i++)
        {
            handles[i] = AddHandle(builder, i);
            builder.AddOperator(BuiltinOperator.ReadVariable, 1, [handles[i]], [places[states[i].Before]]);
        }
    }

    public void AddAssignments(TfLiteModelBuilder builder)
    {
        for (int i = 0; i < states.Length; i++)
        {
            builder.AddOperator(BuiltinOperator.AssignVariable, 1, [handles[i], places[states[i].After]], []);
        }
    }

    /// <summary>The same model with the subgraph that CALL_ONCE runs.</summary>
    public TfLiteModel WithInitialValues(TfLiteModel main)
    {
        if (states.Length == 0)
        {
            return main;
        }

        var builder = new TfLiteModelBuilder(subgraphName: "once");
        for (int i = 0; i < states.Length; i++)
        {
            TensorType type = graph.TypeOf(states[i].Before);
            int value = builder.AddTensor(
                $"initial_{i}", TfLiteExport.ElementInFile(type.Element), [.. type.Shape.Extents], data: states[i].Initial.Bytes);
            builder.AddOperator(BuiltinOperator.AssignVariable, 1, [AddHandle(builder, i), value], []);
        }

        return Join(main, builder.Build([], []));
    }

    /// <summary>The first model with the other's subgraphs behind its own.</summary>
    public static TfLiteModel Join(TfLiteModel main, TfLiteModel other) => main with
    {
        OperatorCodes = [.. main.OperatorCodes, .. other.OperatorCodes],
        Buffers = [.. main.Buffers, .. other.Buffers],
        Subgraphs = [.. main.Subgraphs, .. other.Subgraphs.Select(subgraph => subgraph with
        {
            Tensors = [.. subgraph.Tensors.Select(tensor => tensor with { Buffer = tensor.Buffer == 0 ? 0 : tensor.Buffer + main.Buffers.Count })],
            Operators = [.. subgraph.Operators.Select(@operator => @operator with { OpcodeIndex = @operator.OpcodeIndex + main.OperatorCodes.Count })],
        })],
    };

    private static int AddHandle(TfLiteModelBuilder builder, int index)
    {
        int handle = builder.AddTensor($"handle_{index}", TfLiteTensorType.Resource, []);
        builder.AddOperator(BuiltinOperator.VarHandle, 1, [], [handle], new VarHandleOptions("", $"variable_{index}"));
        return handle;
    }
}
