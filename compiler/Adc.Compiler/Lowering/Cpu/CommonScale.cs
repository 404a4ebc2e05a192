using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Two quantized operands brought to one scale: twice the larger one, with bits to spare below the point.</summary>
/// <remarks>
/// The operand with the larger scale, here called the first, only moves to the left: half its scale is exact. The other one
/// is multiplied and rounded.
/// </remarks>
/// <param name="IsSwapped">True when the first operand here is the node's second.</param>
/// <param name="Second">From a shifted element of the second operand to the common scale.</param>
/// <param name="Output">From the common scale, or its square, to the output's scale.</param>
internal sealed record CommonScale(bool IsSwapped, QuantizedMultiplier Second, double Output)
{
    /// <summary>Bits by which elements are shifted to the left.</summary>
    public static int SumBits(ElementType element) => element == ElementType.Int16 ? 15 : 20;

    public const int SquareBits = 7;

    /// <summary>For sums and differences.</summary>
    /// <param name="inFloat32">TensorFlow Lite Micro takes the quotients of differences in single precision.</param>
    public static CommonScale OfSum(Node node, Graph graph, bool inFloat32)
    {
        (float a, float b, float output) = Scales(node, graph);
        int bits = SumBits(graph.TypeOf(node.Output).Element);
        float twice = 2 * Math.Max(a, b), smaller = Math.Min(a, b);
        return inFloat32
            ? new(a < b, QuantizedMultiplier.From(smaller / twice), twice / (output * (1 << bits)))
            : new(a < b, QuantizedMultiplier.From(smaller / (2.0 * Math.Max(a, b))), 2.0 * Math.Max(a, b) / (output * (double)(1 << bits)));
    }

    /// <summary>For squares of differences.</summary>
    public static CommonScale OfSquare(Node node, Graph graph)
    {
        (float a, float b, float output) = Scales(node, graph);
        double twice = 2.0 * Math.Max(a, b);
        return new(a < b, QuantizedMultiplier.From(Math.Min(a, b) / twice), twice * twice / (output * (double)(1 << (2 * SquareBits))));
    }

    /// <summary>True when the factor to the output's scale is below 1, as its kernels demand.</summary>
    public bool FitsOutput => Output < 1 && QuantizedMultiplier.From(Output).Shift <= 0;

    public TensorId FirstOf(Node node) => node.Inputs[IsSwapped ? 1 : 0];

    public TensorId SecondOf(Node node) => node.Inputs[IsSwapped ? 0 : 1];

    /// <summary>The second operand's 256 values on the common scale, in the order of their bytes.</summary>
    public int[] TableOfSecond(int zeroPoint, int bits, Rounding rounding) =>
        [.. Enumerable.Range(0, 256).Select(value => Second.Apply((unchecked((sbyte)value) - zeroPoint) << bits, rounding))];

    private static (float A, float B, float Output) Scales(Node node, Graph graph) =>
        (graph.TypeOf(node.Inputs[0]).Quantization!.Scale, graph.TypeOf(node.Inputs[1]).Quantization!.Scale, graph.TypeOf(node.Output).Quantization!.Scale);
}
