using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering;

/// <summary>How much arithmetic a node is, whatever engine runs it.</summary>
public static class Work
{
    /// <summary>Multiply-adds of one inference; zero for operators that are not sums of products.</summary>
    public static long MultiplyAdds(Node node, Graph graph) => node.Operator switch
    {
        BatchMatMul product => (long)graph.TypeOf(node.Output).Shape.ElementCount * product.Depth(graph.TypeOf(node.Inputs[0]).Shape),
        Conv2D => (long)graph.TypeOf(node.Output).Shape.ElementCount * PerOutput(graph.TypeOf(node.Inputs[1]).Shape),
        DepthwiseConv2D => (long)graph.TypeOf(node.Output).Shape.ElementCount * graph.TypeOf(node.Inputs[1]).Shape[1] * graph.TypeOf(node.Inputs[1]).Shape[2],
        FullyConnected => (long)graph.TypeOf(node.Inputs[0]).Shape.ElementCount * graph.TypeOf(node.Inputs[1]).Shape[0],
        Svdf => ((long)graph.TypeOf(node.Inputs[0]).Shape[0] * graph.TypeOf(node.Inputs[1]).Shape.ElementCount) + graph.TypeOf(node.Inputs[4]).Shape.ElementCount,
        TransposeConv => graph.TypeOf(node.Inputs[2]).Shape.ElementCount / graph.TypeOf(node.Inputs[1]).Shape[3]
            * (long)graph.TypeOf(node.Inputs[1]).Shape.ElementCount,
        UnidirectionalSequenceLstm => OfLstm(graph.TypeOf(node.Inputs[0]).Shape, graph.TypeOf(node.Output).Shape),
        _ => 0,
    };

    /// <summary>Arithmetic operations as Silicon Labs' profiler counts them: two per multiply-add, per output one more for a bias and two more for an activation.</summary>
    public static long Operations(Node node, Graph graph)
    {
        long outputs = graph.TypeOf(node.Output).Shape.ElementCount;
        return node.Operator switch
        {
            Add or Sub or Mul or Div => ((IActivated)node.Operator).Activation == Activation.None ? outputs : 3 * outputs,
            Comparison or Extremum or Logical or LogicalNot or SelectV2 => outputs,
            Prelu or SquaredDifference => 2 * outputs,
            BatchMatMul => 2 * MultiplyAdds(node, graph),
            Conv2D convolution => OfSums(node, graph, convolution.Activation),
            DepthwiseConv2D convolution => OfSums(node, graph, convolution.Activation),
            FullyConnected dense => OfSums(node, graph, dense.Activation),
            Quantize => 4 * outputs,
            Dequantize => 2 * outputs,
            Softmax => 5 * outputs,
            Pool2D pool => outputs * (((long)pool.KernelHeight * pool.KernelWidth) + (pool.Activation == Activation.None ? 0 : 2)),
            Svdf => (2 * MultiplyAdds(node, graph)) + (node.Input(3).IsNone ? 0 : outputs),
            Reduce => graph.TypeOf(node.Inputs[0]).Shape.ElementCount,
            Relu => 2 * outputs,
            UnidirectionalSequenceLstm => 2 * MultiplyAdds(node, graph),
            Logistic or Tanh => 4 * outputs,
            Abs or LeakyRelu or Neg or Rsqrt or Sqrt or Square => 2 * outputs,
            Elu or Exp or HardSwish => 4 * outputs,
            L2Normalization or LogSoftmax => 5 * outputs,
            TransposeConv convolution => OfSums(node, graph, convolution.Activation, biasInput: 3),
            _ => 0,
        };
    }

    private static long OfSums(Node node, Graph graph, Activation activation, int biasInput = 2)
    {
        long outputs = graph.TypeOf(node.Output).Shape.ElementCount;
        return (2 * MultiplyAdds(node, graph)) + (node.Input(biasInput).IsNone ? 0 : outputs) + (activation == Activation.None ? 0 : 2 * outputs);
    }

    /// <summary>Weights of one output channel, of weights [out, kernel height, kernel width, depth].</summary>
    private static int PerOutput(Shape weights) => weights[1] * weights[2] * weights[3];

    // Four gates of x and the hidden state, and three products behind them.
    private static long OfLstm(Shape input, Shape output) => (long)output.ElementCount * ((4L * (input[2] + output[2])) + 3);
}
