using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>A MUL, ADD or SUB of computed data with one constant for each channel, or with a single one.</summary>
/// <param name="Data">The computed operand, of the output's shape.</param>
internal sealed record ChannelOperand(Operator Operator, TensorId Data, float[] Values)
{
    /// <returns>Null for any other node.</returns>
    public static ChannelOperand? Of(Node node, Graph graph)
    {
        if (node.Operator is not (Mul or Add or Sub) || graph.TypeOf(node.Output) is not { Element: ElementType.Float32, Shape: { Rank: > 0 } shape })
        {
            return null;
        }

        bool isConstantFirst = graph[node.Inputs[0]].IsConstant && node.Operator is not Sub;
        Tensor data = graph[node.Inputs[isConstantFirst ? 1 : 0]], constant = graph[node.Inputs[isConstantFirst ? 0 : 1]];
        Shape of = constant.Type.Shape;
        bool fits = constant.IsConstant && !data.IsConstant && data.Type.Shape == shape
            && (of.ElementCount == 1 || (of.ElementCount == shape.Extents[^1] && of.Extents[^1] == of.ElementCount));
        return fits ? new ChannelOperand(node.Operator, data.Id, constant.Data!.ToArray<float>()) : null;
    }

    /// <summary>What each of so many channels is multiplied by.</summary>
    public double[] Factors(int channels) => Each(channels, value => Operator is Mul ? value : 1);

    /// <summary>What is added to each of so many channels, after the factor.</summary>
    public double[] Addends(int channels) => Each(channels, value => Operator switch { Add => value, Sub => -value, _ => 0 });

    private double[] Each(int channels, Func<double, double> of) => [.. Enumerable.Range(0, channels).Select(channel => of(Values[Values.Length == 1 ? 0 : channel]))];
}
