using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Pipeline;

/// <summary>The quantized tensor that stands for an output of the model where outputs are compared.</summary>
/// <param name="Steps">Differences are told in its steps.</param>
internal sealed record ComparedOutput(TensorId Id, TensorType Type, Quantization Steps)
{
    /// <summary>The output itself; of a float output the 8-bit tensor behind it, and so of a softmax, whose steps say little.</summary>
    /// <returns>Null when nothing on the way to the output is quantized.</returns>
    public static ComparedOutput? Of(Graph graph, TensorId output)
    {
        TensorType type = graph.TypeOf(output);
        Node? writer = graph.WriterOf(output);
        return writer?.Operator is FullyConnected { NarrowOutput: { } narrow } ? new(output, type, narrow)
            : type is { Element: ElementType.Int8, Quantization: { } own } && writer?.Operator is not Softmax ? new(output, type, own)
            : writer is not null && !graph[writer.Inputs[0]].IsConstant && !graph.Inputs.Contains(writer.Inputs[0]) ? Of(graph, writer.Inputs[0])
            : null;
    }

    /// <summary>Values in steps, not rounded where the tensor is finer than these; those beyond int8 count as its ends, as they would if it were int8.</summary>
    public double[] InSteps(ConstantData data) => Type.Element == ElementType.Int8
        ? Array.ConvertAll(data.ToArray<sbyte>(), value => (double)value)
        : Array.ConvertAll(InSteps(data, Type, Steps), steps => Math.Clamp(steps, sbyte.MinValue, sbyte.MaxValue));

    /// <summary>The values of any tensor in steps of another one.</summary>
    public static double[] InSteps(ConstantData data, TensorType type, Quantization steps) =>
        Array.ConvertAll(RealValues.OfTensor(data.Bytes.Span, type), real => (real / (double)steps.Scale) + steps.ZeroPoint);
}
