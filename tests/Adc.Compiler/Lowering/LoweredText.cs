using System.Globalization;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering;
using Adc.Simulator.Reference;

namespace Adc.Tests.Lowering;

/// <summary>Lowers a graph and prints the result: what a layer does, with which kernels, from where to where.</summary>
internal static class LoweredText
{
    public static LoweredModel Lower(Graph graph, LoweringOptions? options = null)
    {
        Assert.Empty(GraphVerifier.Verify(graph));
        var diagnostics = new DiagnosticBag();
        options ??= new LoweringOptions();
        LoweredModel? model = Lowerer.Lower(graph, options, new ReferenceEvaluator(options.Rounding), diagnostics);
        Assert.Empty(diagnostics.All);
        return model!;
    }

    public static string Refusals(Graph graph, LoweringOptions? options = null)
    {
        var diagnostics = new DiagnosticBag();
        options ??= new LoweringOptions();
        Assert.Null(Lowerer.Lower(graph, options, new ReferenceEvaluator(options.Rounding), diagnostics));
        return string.Join('\n', diagnostics.All);
    }

    public static string Print(LoweredModel model)
    {
        var text = new StringBuilder();
        foreach (LoweredLayer layer in model.Layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{layer.Index} {layer.Node.Operator} on {layer.Engine}: {layer.Reason}\n");
            foreach (Step step in layer.Steps)
            {
                string overlay = step.Overlays > 0 ? ", in place or not" : "";
                text.Append(CultureInfo.InvariantCulture, $"    {step.Purpose}: {((KernelCall)step.Call).Kernel.Function} {string.Join(", ", step.Inputs)} -> {step.Output}{overlay}\n");
            }
        }

        foreach (LoweredBuffer buffer in model.Buffers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{buffer.Id} {buffer.Form}{(buffer.Tensor.IsNone ? "" : $" '{model.Graph[buffer.Tensor].Name}'")} {buffer.SizeInBytes} bytes\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"inputs {model.Inputs} outputs {model.Outputs}\n");
        return text.ToString();
    }
}
