using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Formats.Keras;

namespace Adc.Compiler.Pipeline;

/// <summary>Counts what a model costs, layer by layer, from its shapes alone: no weights are needed.</summary>
public static class ModelEstimator
{
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static ModelEstimate? Read(CompileRequest request, DiagnosticBag diagnostics)
    {
        if (FrontHalf.ReadModel(request, diagnostics) is not byte[] file)
        {
            return null;
        }

        string name = Path.GetFileName(request.ModelDisplayPath);
        if (KerasReader.HasArchitecture(file))
        {
            return KerasFrontend.ReadArchitecture(file, name, diagnostics) is KerasArchitecture model ? OfKeras(name, model) : null;
        }

        return TfLiteFrontend.Read(file, name, diagnostics) is Graph graph ? Of(name, graph) : null;
    }

    private static ModelEstimate OfKeras(string name, KerasArchitecture model)
    {
        ILookup<string, Node> nodes = model.Graph.Nodes.ToLookup(node => node.Origin.Name ?? "");
        EstimateRow Row(KerasLayerSize layer)
        {
            long parameters = layer.Weights.Sum(Elements), outputs = Elements(layer.Output);
            int channels = layer.Output.Rank == 0 ? 1 : layer.Output.Extents[^1];
            bool isNormalization = layer.ClassName == "BatchNormalization";
            long perOutput = isNormalization || layer.Weights.Count == 0 || layer.Weights[0].Rank < 2 ? 0 : Elements(layer.Weights[0]) / layer.Weights[0].Extents[^1];
            return new EstimateRow(
                layer.Name, layer.ClassName, WithoutBatch(layer.Output), nodes[layer.Name].Sum(node => Work.MultiplyAdds(node, model.Graph)), perOutput * outputs,
                parameters, isNormalization ? 2 * channels : parameters, sizeof(float) * parameters, outputs, sizeof(float) * outputs);
        }

        Sequence<EstimateRow> rows = [.. Inputs(model.Graph), .. model.Layers.Select(Row)];
        return new ModelEstimate(Path.GetFileNameWithoutExtension(name), name, true, rows, rows.Sum(row => row.Parameters), rows.Sum(row => row.ParameterBytes));
    }

    /// <summary>Counts a graph as it stands.</summary>
    /// <param name="name">File that it was read from.</param>
    public static ModelEstimate Of(string name, Graph graph)
    {
        HashSet<TensorId> counted = [];
        EstimateRow Row(Node node)
        {
            Tensor[] constants = [.. node.Inputs.Where(id => !id.IsNone && graph[id].IsConstant && counted.Add(id)).Select(id => graph[id])];
            long multiplyAdds = Work.MultiplyAdds(node, graph), parameters = constants.Sum(constant => Elements(constant.Type.Shape));
            TensorType[] outputs = [.. node.Outputs.Select(graph.TypeOf)];
            return new EstimateRow(
                graph[node.Output].Name, node.Operator.Name, WithoutBatch(outputs[0].Shape), multiplyAdds, multiplyAdds, parameters, parameters,
                constants.Sum(constant => (long)constant.Type.SizeInBytes), outputs.Sum(type => Elements(type.Shape)), outputs.Sum(type => (long)type.SizeInBytes));
        }

        Sequence<EstimateRow> rows = [.. Inputs(graph), .. graph.Nodes.Select(Row)];
        return new ModelEstimate(Path.GetFileNameWithoutExtension(name), name, false, rows, rows.Sum(row => row.Parameters), rows.Sum(row => row.ParameterBytes));
    }

    private static IEnumerable<EstimateRow> Inputs(Graph graph) => graph.Inputs.Select(id => graph[id]).Select(tensor => new EstimateRow(
        graph.Inputs.Count == 1 ? "input" : tensor.Name, "input", WithoutBatch(tensor.Type.Shape), 0, 0, 0, 0, 0, Elements(tensor.Type.Shape), tensor.Type.SizeInBytes));

    private static long Elements(Shape shape) => shape.Extents.Aggregate(1L, (product, extent) => product * extent);

    private static Shape WithoutBatch(Shape shape) => shape.Rank > 1 && shape[0] == 1 ? new Shape(shape.Extents.Skip(1).ToSequence()) : shape;
}
