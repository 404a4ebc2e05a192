using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.Keras;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Formats.Keras;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Pipeline;

/// <summary>Reads a model file of any format and tells what is in it, also where adc could not compile it.</summary>
public static class ModelSummarizer
{
    private const int MostRefusals = 3;

    private const string MinimumRuntime = "min_runtime_version";

    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static ModelSummary? Read(CompileRequest request, DiagnosticBag diagnostics)
    {
        if (FrontHalf.ReadModel(request, diagnostics) is not byte[] file)
        {
            return null;
        }

        string name = Path.GetFileName(request.ModelDisplayPath);
        return !KerasReader.HasArchitecture(file) ? OfTfLite(file, name, diagnostics)
            : KerasFrontend.ReadArchitecture(file, name, diagnostics) is KerasArchitecture model ? OfKeras(file, name, model) : null;
    }

    private static ModelSummary? OfTfLite(byte[] file, string name, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        Graph? graph = TfLiteFrontend.Read(file, name, found);
        if (TfLiteReader.Read(file).Model is not TfLiteModel model)
        {
            foreach (Diagnostic diagnostic in found.All)
            {
                diagnostics.Add(diagnostic);
            }

            return null;
        }

        // What keeps adc from compiling the file does not keep people from looking at it.
        string[] refusals = [.. found.All.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.Message).Distinct()];
        if (refusals.Length > 0)
        {
            string others = refusals.Length > MostRefusals ? string.Create(CultureInfo.InvariantCulture, $"; and {refusals.Length - MostRefusals:N0} more") : "";
            diagnostics.Report(Catalogue.SummaryOfUnreadable, Origin.OfFile(name), string.Join("; ", refusals.Take(MostRefusals)) + others);
        }

        TfLiteSubgraph subgraph = model.Subgraphs[0];
        ILookup<int, Node> nodes = (graph?.Nodes ?? []).Where(node => node.Origin.OperatorIndex is not null).ToLookup(node => node.Origin.OperatorIndex!.Value);
        SummaryLayer Layer(TfLiteOperator @operator, int index) => new(
            index, Printable.Text(model.CodeOf(@operator).DisplayName), Name(subgraph, @operator), Tensors(subgraph, @operator.Inputs), Tensors(subgraph, @operator.Outputs),
            string.Join("; ", nodes[index].Select(node => node.Operator.Attributes)),
            graph is null ? null : nodes[index].Sum(node => Work.MultiplyAdds(node, graph)), graph is null ? null : nodes[index].Sum(node => Work.Operations(node, graph)));

        long parameters = subgraph.Tensors.Where(tensor => !model.DataOf(tensor).IsEmpty).Sum(tensor => tensor.Shape.Aggregate(1L, (product, extent) => product * extent));
        return new ModelSummary(
            Path.GetFileNameWithoutExtension(name), name, string.Create(CultureInfo.InvariantCulture, $"TensorFlow Lite, schema {model.Version}"), file.Length,
            Convert.ToHexStringLower(SHA256.HashData(file)), parameters, subgraph.Operators.Select(Layer).ToSequence(), Properties(model, name, diagnostics));
    }

    private static ModelSummary OfKeras(byte[] file, string name, KerasArchitecture model)
    {
        ILookup<string, Node> nodes = model.Graph.Nodes.ToLookup(node => node.Origin.Name ?? "");
        SummaryTensor Values(Shape shape) => new("", shape.Extents, ElementType.Float32.DisplayName());
        return new ModelSummary(
            Path.GetFileNameWithoutExtension(name), name, "Keras", file.Length, Convert.ToHexStringLower(SHA256.HashData(file)),
            model.Layers.SelectMany(layer => layer.Weights).Sum(shape => (long)shape.ElementCount),
            model.Layers.Select((layer, index) => new SummaryLayer(
                index, layer.ClassName, layer.Name, [.. layer.Inputs.Select(Values), .. layer.Weights.Select(Values)], [Values(layer.Output)],
                string.Join(", ", nodes[layer.Name].Select(node => node.Operator.ToString().ToLowerInvariant())),
                nodes[layer.Name].Sum(node => Work.MultiplyAdds(node, model.Graph)), nodes[layer.Name].Sum(node => Work.Operations(node, model.Graph)))).ToSequence(),
            []);
    }

    private static Sequence<ModelParameter> Properties(TfLiteModel model, string name, DiagnosticBag diagnostics)
    {
        List<ModelParameter> properties = [];
        if (model.Description.Length > 0)
        {
            properties.Add(new("description", model.Description));
        }

        foreach (TfLiteMetadata metadata in model.Metadata)
        {
            ReadOnlyMemory<byte> buffer = model.Buffers[metadata.Buffer];
            if (metadata.Name == ModelParameters.MetadataName)
            {
                ModelParametersResult result = ModelParameters.Read(buffer);
                properties.AddRange(result.Parameters);
                if (result.Problem is string problem)
                {
                    diagnostics.Report(Catalogue.UnreadableMetadata, Origin.OfFile(name), metadata.Name, problem);
                }
            }
            else
            {
                properties.Add(new(metadata.Name, metadata.Name == MinimumRuntime
                    ? Encoding.UTF8.GetString(buffer.Span).TrimEnd('\0')
                    : string.Create(CultureInfo.InvariantCulture, $"{buffer.Length:N0} bytes")));
            }
        }

        return properties.Select(property => new ModelParameter(Printable.Text(property.Name), Printable.Sentence(property.Value))).ToSequence();
    }

    private static string Name(TfLiteSubgraph subgraph, TfLiteOperator @operator) => @operator.Outputs.Count == 0 ? "" : subgraph.Tensors[@operator.Outputs[0]].Name;

    private static Sequence<SummaryTensor> Tensors(TfLiteSubgraph subgraph, IEnumerable<int> indices) => indices.Where(index => index >= 0)
        .Select(index => subgraph.Tensors[index]).Select(tensor => new SummaryTensor(tensor.Name, tensor.Shape.ToSequence(), tensor.Type.ToString().ToLowerInvariant())).ToSequence();
}
