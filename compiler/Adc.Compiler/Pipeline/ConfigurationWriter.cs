using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering;
using Adc.Compiler.Targets;

namespace Adc.Compiler.Pipeline;

/// <summary>Drafts a first configuration for a model: what it is, what it seems to be for, and which data lies beside it.</summary>
public static class ConfigurationWriter
{
    private static readonly string[] NoTestNames = ["adc", "default_values"];

    /// <param name="folder">Where the configuration goes.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static ConfigurationDraft? Draft(CompileRequest request, string folder, DiagnosticBag diagnostics)
    {
        string file = Path.GetFileName(request.ModelDisplayPath), here = Path.GetFullPath(folder);
        if (FrontHalf.ReadModel(request, diagnostics) is not byte[] bytes || FrontHalf.Import(bytes, file, diagnostics) is not Graph graph)
        {
            return null;
        }

        string Relative(string path) => Path.GetRelativePath(here, Path.GetFullPath(path)).Replace('\\', '/');
        DataBeside found = graph.Inputs.Count == 1
            ? DataFinder.Find(Path.GetDirectoryName(Path.GetFullPath(request.ModelPath))!, graph.TypeOf(graph.Inputs[0])) : new DataBeside(null, null, null, false, 1);
        DataBeside data = found with
        {
            TestData = found.TestData is string test ? Relative(test) : null,
            TestLabels = found.TestLabels is string labels ? Relative(labels) : null,
            TrainData = found.TrainData is string train ? Relative(train) : null,
        };
        bool isFloat = graph.Nodes.All(node => node.Outputs.All(id => graph.TypeOf(id).Element != ElementType.Int8));
        if (isFloat && data.TrainData is null)
        {
            diagnostics.Report(Catalogue.NoCalibrationRows, Origin.OfFile(file), string.Join(", ", graph.Inputs.Select(id => $"[rows,{string.Join(',', graph.TypeOf(id).Shape.Extents.Skip(1))}]")));
            return null;
        }

        (ModelTask task, string reason) = TaskOf(graph, data);
        string model = Relative(request.ModelPath), name = CIdentifier.Of(Path.GetFileNameWithoutExtension(file));
        return new ConfigurationDraft(
            NoTestNames.Contains(name) ? $"{name}_model" : name[..Math.Min(name.Length, 64)], model, [.. Facts(graph)], isFloat, task, reason, Boards.Brd2601B, data,
            new[] { model, data.TestData, data.TestLabels, data.TrainData }.Any(path => path is not null && (path.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(path))));
    }

    private static IEnumerable<string> Facts(Graph graph)
    {
        foreach ((string label, TensorId id) in graph.Inputs.Select(id => ("input", id)).Concat(graph.Outputs.Select(id => ("output", id))))
        {
            yield return $"{label} {graph.TypeOf(id).Element.DisplayName()} {graph.TypeOf(id).Shape}";
        }

        long work = graph.Nodes.Sum(node => Work.MultiplyAdds(node, graph));
        yield return string.Create(CultureInfo.InvariantCulture, $"{work:N0} multiply-adds in {graph.Nodes.Count:N0} layer{(graph.Nodes.Count == 1 ? "" : "s")}");
    }

    private static (ModelTask Task, string Reason) TaskOf(Graph graph, DataBeside data)
    {
        const int FewestReconstructedValues = 16;
        if (graph.Inputs.Count != 1 || graph.Outputs.Count != 1)
        {
            return (ModelTask.None, "several inputs or outputs: outputs are compared, not judged");
        }

        TensorType input = graph.TypeOf(graph.Inputs[0]), output = graph.TypeOf(graph.Outputs[0]);
        Operator? last = graph.Nodes.LastOrDefault(node => node.Operator is not (Dequantize or Quantize or Reshape))?.Operator;
        return input.Shape == output.Shape && output.Shape.ElementCount >= FewestReconstructedValues
            ? (ModelTask.Anomaly, "guessed: the output has the shape of the input, as an autoencoder's has")
            : last is Softmax ? (ModelTask.Classification, $"guessed: it ends in a softmax of {output.Shape.ElementCount} classes")
            : data.TestLabels is not null && output.Shape.ElementCount > 1 ? (ModelTask.Classification, "guessed: the labels are whole numbers")
            : (ModelTask.None, "nothing tells what the model is for; classification, anomaly and regression are judged");
    }
}
