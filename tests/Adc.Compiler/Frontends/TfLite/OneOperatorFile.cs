using Adc.Compiler.Diagnostics;
using Adc.Compiler.Frontends.TfLite;
using Adc.Compiler.Ir;
using Adc.Formats.TfLite;

namespace Adc.Tests.Frontends.TfLite;

/// <summary>A .tflite file with one operator between graph inputs and graph outputs.</summary>
internal static class OneOperatorFile
{
    public static Port Int8(params int[] shape) => new(TfLiteTensorType.Int8, shape);

    public static Port Int32(params int[] shape) => new(TfLiteTensorType.Int32, shape);

    public static Port Bool(params int[] shape) => new(TfLiteTensorType.Bool, shape);

    public static Port Float32(params int[] shape) => new(TfLiteTensorType.Float32, shape);

    /// <summary>The operator as the frontend reads it.</summary>
    public static Operator Read(BuiltinOperator builtin, TfLiteOptions? options, Port?[] inputs, params Port[] outputs)
    {
        (Graph? graph, IReadOnlyList<Diagnostic> diagnostics) = Import(builtin, options, inputs, outputs);
        Assert.Empty(diagnostics);
        return Assert.Single(graph!.Nodes).Operator;
    }

    /// <summary>The one diagnostic with which the frontend refuses the operator, as it is printed.</summary>
    public static string Refusal(BuiltinOperator builtin, TfLiteOptions? options, Port?[] inputs, params Port[] outputs)
    {
        (Graph? graph, IReadOnlyList<Diagnostic> diagnostics) = Import(builtin, options, inputs, outputs);
        Assert.Null(graph);
        return Assert.Single(diagnostics).ToString();
    }

    private static (Graph? Graph, IReadOnlyList<Diagnostic> Diagnostics) Import(
        BuiltinOperator builtin, TfLiteOptions? options, Port?[] inputs, Port[] outputs)
    {
        var builder = new TfLiteModelBuilder();
        int[] from = [.. inputs.Select((port, i) => port is null ? -1 : builder.AddTensor($"in{i}", port.Type, port.Shape, port.Quantization))];
        int[] to = [.. outputs.Select((port, i) => builder.AddTensor($"out{i}", port.Type, port.Shape, port.Quantization))];
        byte[] file = TfLiteWriter.Write(builder.AddOperator(builtin, 1, from, to, options).Build([.. from.Where(id => id >= 0)], to));
        var diagnostics = new DiagnosticBag();
        return (TfLiteFrontend.Read(file, "one.tflite", diagnostics), diagnostics.All);
    }
}

/// <summary>What an operator reads or writes.</summary>
internal sealed record Port(TfLiteTensorType Type, int[] Shape)
{
    public TfLiteQuantization? Quantization => Type == TfLiteTensorType.Int8 ? new([0.5f], [0]) : null;
}
