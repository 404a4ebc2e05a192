using System.Runtime.InteropServices;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Quantizing;
using Adc.Simulator.Reference;
using Adc.Tests.Passes;
using Adc.Tests.Support;

namespace Adc.Tests.Quantizing;

/// <summary>Quantizes float graphs and models, and looks at what comes out.</summary>
internal static class Quantized
{
    /// <summary>The int8 model of a float graph; nothing but warnings may be said about it.</summary>
    public static QuantizedModel Of(Graph floats, IReadOnlyList<Sequence<ConstantData>> rows, QuantizerOptions? options = null, DiagnosticBag? said = null)
    {
        DiagnosticBag diagnostics = said ?? new DiagnosticBag();
        QuantizedModel? model = new Quantizer(new ReferenceEvaluator(Rounding.Tflm)).Quantize(floats, rows, options ?? new QuantizerOptions(), diagnostics, CancellationToken.None);
        Assert.True(model is not null && !diagnostics.HasErrors, $"{string.Join('\n', diagnostics.All)}\n{GraphPrinter.Print(floats)}");
        Assert.Empty(GraphVerifier.Verify(model.Graph));
        return model;
    }

    /// <summary>The int8 model of a float graph, calibrated on seeded rows from −1 to 1.</summary>
    public static QuantizedModel Of(Graph floats, QuantizerOptions? options = null, DiagnosticBag? said = null) => Of(floats, SeededRows.For(floats, 16).Rows, options, said);

    /// <summary>A float model among the shared ones, after the passes.</summary>
    public static Graph Float(string path)
    {
        var diagnostics = new DiagnosticBag();
        Graph? graph = FrontHalf.Import(File.ReadAllBytes(Repository.Model(path)), Path.GetFileName(path), diagnostics);
        return Pass.AfterAll(graph ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All)));
    }

    /// <summary>Rows of one input.</summary>
    public static Sequence<ConstantData>[] Rows(IEnumerable<float[]> rows) => [.. rows.Select(row => (Sequence<ConstantData>)[ConstantData.Of<float>(row)])];

    /// <summary>Outputs of a graph with one input and one output, in real numbers; float rows are quantized as the input asks for.</summary>
    public static IReadOnlyList<float[]> Run(Graph graph, IReadOnlyList<float[]> rows, Rounding rounding = Rounding.Tflm)
    {
        TensorType input = graph.TypeOf(graph.Inputs[0]);
        var floats = new TensorType(ElementType.Float32, input.Shape);
        IReadOnlyList<TensorValue>[] values = [.. rows.Select(row => ConstantData.Of<float>(row))
            .Select(row => (TensorValue[])[new TensorValue(input, input.Element == ElementType.Float32 ? row : RealValues.Quantize(new TensorValue(floats, row), input))])];
        return [.. new ReferenceExecutor(graph, new ReferenceEvaluator(rounding)).RunRows(values).Select(outputs => RealValues.Of(outputs[0]))];
    }
}
