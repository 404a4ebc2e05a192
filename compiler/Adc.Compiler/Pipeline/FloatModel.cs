using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Passes;

namespace Adc.Compiler.Pipeline;

/// <summary>The network before it was quantized: <c>float_model</c> beside <c>tflite_model</c>.</summary>
internal static class FloatModel
{
    private const string Key = "float_model";

    /// <param name="quantized">The model to compile, whose input and output it must have.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static Graph? Load(Setting<FilePath> path, Graph quantized, IEvaluator evaluator, DiagnosticBag diagnostics)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path.Value.Full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            diagnostics.Report(Catalogue.FileMissing, path.Origin, Key, path.Value.Written, reason);
            return null;
        }

        return FrontHalf.Import(file, Path.GetFileName(path.Value.Written), diagnostics) is Graph imported
            && PassPipeline.Run(imported, new PassContext(evaluator, diagnostics, PrunesConstantChannels: false), (_, _) => { }) is Graph graph
            && Check(path, graph, quantized, diagnostics)
                ? graph
                : null;
    }

    private static bool Check(Setting<FilePath> path, Graph graph, Graph quantized, DiagnosticBag diagnostics)
    {
        string? problem = graph.Inputs.Count != 1 ? $"it has {graph.Inputs.Count} inputs"
            : Difference("input", graph.TypeOf(graph.Inputs[0]), quantized.TypeOf(quantized.Inputs[0]))
                ?? Difference("output", graph.TypeOf(graph.Outputs[0]), quantized.TypeOf(quantized.Outputs[0]));
        if (problem is not null)
        {
            diagnostics.Report(Catalogue.ConflictingKeys, path.Origin, Key, "tflite_model", problem);
        }

        return problem is null;
    }

    // Batch axes and flattening may differ between the two files.
    private static string? Difference(string port, TensorType type, TensorType quantized) =>
        type.Element != ElementType.Float32 ? $"its {port} is {type.Element.DisplayName()}, expected float32"
        : type.Shape.ElementCount != quantized.Shape.ElementCount ? $"its {port} is {type.Shape}, that of the int8 model {quantized.Shape}"
        : null;
}
