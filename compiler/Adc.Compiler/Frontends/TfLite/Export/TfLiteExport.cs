using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Export;

/// <summary>Graphs as .tflite models: what <see cref="TfLiteFrontend"/> reads back as the same graph.</summary>
/// <remarks>Tensors that nothing refers to are left out; the others keep their order. Each operator has the lowest version that will do.</remarks>
public static class TfLiteExport
{
    private const string Description = "adc";

    /// <summary>The bytes of a .tflite file. The same graph gives the same bytes.</summary>
    /// <exception cref="ArgumentException">The file would have 2^31 bytes or more, or a state that an operator moves on starts with what no file can say.</exception>
    public static byte[] Write(Graph graph) => TfLiteWriter.Write(ModelOf(graph));

    /// <exception cref="ArgumentException">A state that an operator moves on starts with what no file can say.</exception>
    public static TfLiteModel ModelOf(Graph graph)
    {
        var builder = new TfLiteModelBuilder(Description);
        HashSet<TensorId> movedOn = [.. graph.Nodes.SelectMany(MovedOn)];
        Dictionary<TensorId, int> places = AddTensors(builder, graph, movedOn);
        var variables = new ExportedVariables(graph, [.. graph.States.Where(state => !movedOn.Contains(state.Before))], places);
        variables.AddReads(builder);
        foreach (Node node in graph.Nodes)
        {
            OperatorInFile written = ExportedOperators.Write(node, graph);
            builder.AddOperator(
                written.Builtin, LowestVersions.Of(written.Builtin, node, graph), InputsInFile(node, places), [.. OutputsInFile(node).Select(id => places[id])],
                written.Options, Intermediates(builder, node, graph));
        }

        variables.AddAssignments(builder);
        return variables.WithInitialValues(builder.Build([.. graph.Inputs.Select(id => places[id])], [.. graph.Outputs.Select(id => places[id])]));
    }

    /// <summary>Adds what the file refers to, and says where each tensor stands in it.</summary>
    private static Dictionary<TensorId, int> AddTensors(TfLiteModelBuilder builder, Graph graph, HashSet<TensorId> movedOn)
    {
        HashSet<TensorId> used =
        [
            .. graph.Inputs, .. graph.Outputs, .. graph.Nodes.SelectMany(node => node.Inputs.Concat(OutputsInFile(node))),
            .. graph.States.Where(state => !movedOn.Contains(state.Before)).SelectMany(state => new[] { state.Before, state.After }),
        ];
        foreach (State state in graph.States.Where(state => movedOn.Contains(state.Before)))
        {
            if (!state.Initial.Equals(TfLiteVariables.Reset(graph.TypeOf(state.Before))))
            {
                throw new ArgumentException($"the variable tensor '{graph[state.Before].Name}' does not start with zeros", nameof(graph));
            }
        }

        return graph.Tensors.Where(tensor => used.Contains(tensor.Id)).ToDictionary(tensor => tensor.Id, tensor => builder.AddTensor(
            tensor.Name, ElementInFile(tensor.Type.Element), [.. tensor.Type.Shape.Extents], QuantizationInFile(tensor.Type.Quantization),
            tensor.Data?.Bytes ?? default, isVariable: movedOn.Contains(tensor.Id)));
    }

    internal static TfLiteTensorType ElementInFile(ElementType element) => Enum.Parse<TfLiteTensorType>(element.ToString());

    // What an operator moves on is a variable tensor, which the file names once, as an input.
    private static IEnumerable<TensorId> OutputsInFile(Node node) => node.Outputs.SkipLast(MovedOn(node).Count());

    private static IEnumerable<TensorId> MovedOn(Node node) =>
        node.Operator is IStateful stateful ? stateful.StateInputs.Select(position => node.Inputs[position]) : [];

    // The file keeps places for peepholes, projection and layer normalization.
    private static int[] InputsInFile(Node node, Dictionary<TensorId, int> places)
    {
        int[] inputs = [.. node.Inputs.Select(id => id.IsNone ? -1 : places[id])];
        return node.Operator is UnidirectionalSequenceLstm ? [.. inputs[..9], -1, -1, -1, .. inputs[9..13], -1, -1, .. inputs[13..], -1, -1, -1, -1] : inputs;
    }

    // TensorFlow Lite takes the quantization of the hidden state from the last of five tensors that it uses for nothing else, and subtracts
    // its zero point where TensorFlow Lite Micro, which does not look there, adds that of the state.
    private static int[]? Intermediates(TfLiteModelBuilder builder, Node node, Graph graph)
    {
        if (node.Operator is not UnidirectionalSequenceLstm || graph.TypeOf(node.Inputs[13]).Quantization is not Quantization hidden)
        {
            return null;
        }

        TfLiteQuantization? negated = QuantizationInFile(hidden with { ZeroPoints = [-hidden.ZeroPoint] });
        return [.. Enumerable.Range(0, 5).Select(index => builder.AddTensor($"intermediate_{index}", TfLiteTensorType.Int8, [1], negated))];
    }

    private static TfLiteQuantization? QuantizationInFile(Quantization? quantization) => quantization is null
        ? null
        : new([.. quantization.Scales], [.. quantization.ZeroPoints.Select(zeroPoint => (long)zeroPoint)], quantization.Axis);
}
