using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Quantizing;

/// <summary>The finest output scale that the kernels of an operator can rescale to.</summary>
/// <remarks>Real layers are far above it. It matters where an output is next to nothing while its operands are not, as in x − x.</remarks>
internal static class ScaleFloor
{
    /// <param name="operands">Scales of the int8 operands, in the order of the inputs.</param>
    /// <param name="weights">The greatest weight scale of a sum of products, else 1.</param>
    public static double Of(Operator @operator, IReadOnlyList<double> operands, double weights)
    {
        double greatest = operands.DefaultIfEmpty(0).Max(), product = operands.Aggregate(1.0, (all, scale) => all * scale);
        return Math.Max(OfBounds(@operator), @operator switch
        {
            Conv2D or DepthwiseConv2D or FullyConnected or TransposeConv => greatest * weights / 32_768,
            Add or Sub => 2 * greatest / 524_288,
            Mul => product / 8_192,
            BatchMatMul => product / 32_768,
            SquaredDifference => greatest * greatest / 2_048,
            Prelu => Math.Max(operands[0], product) / 8_192,
            HardSwish => greatest / 64,
            Reduce => greatest / 32_768,
            _ => 0,
        });
    }

    // The bounds of a clamp, in steps of the output, must fit 32 bits.
    private static double OfBounds(Operator @operator) => @operator is IActivated { Activation: Activation.Relu6 or Activation.ReluN1To1 } ? 6e-9 : 0;
}
