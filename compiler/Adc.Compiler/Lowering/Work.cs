using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering;

/// <summary>How much arithmetic a node is, whatever engine runs it.</summary>
public static class Work
{
    /// <summary>Multiply-adds of one inference; zero for operators that are not sums of products.</summary>
    public static long MultiplyAdds(Node node, Graph graph) => node.Operator switch
    {
        FullyConnected => (long)graph.TypeOf(node.Inputs[0]).Shape.ElementCount * graph.TypeOf(node.Inputs[1]).Shape[0],
        _ => 0,
    };

    /// <summary>Arithmetic operations as Silicon Labs' profiler counts them: two per multiply-add, per output one more for a bias and two more for an activation.</summary>
    public static long Operations(Node node, Graph graph)
    {
        long outputs = graph.TypeOf(node.Output).Shape.ElementCount;
        return node.Operator switch
        {
            FullyConnected dense => (2 * MultiplyAdds(node, graph)) + (node.Input(2).IsNone ? 0 : outputs) + (dense.Activation == Activation.None ? 0 : 2 * outputs),
            Add or Sub or Mul or Div => ((IActivated)node.Operator).Activation == Activation.None ? outputs : 3 * outputs,
            Comparison or Extremum or Logical or LogicalNot or SelectV2 => outputs,
            Prelu or SquaredDifference => 2 * outputs,
            Quantize => 4 * outputs,
            Dequantize => 2 * outputs,
            Softmax => 5 * outputs,
            Relu => 2 * outputs,
            Logistic or Tanh => 4 * outputs,
            _ => 0,
        };
    }
}
