using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>FULLY_CONNECTED from int8 to int32 with fractional bits: the sums, scaled and rounded once.</summary>
internal static class FullyConnectedWide
{
    public static bool Takes(Node node, Graph graph) =>
        node.Operator is FullyConnected { NarrowOutput: not null } && graph.TypeOf(node.Output).Element == ElementType.Int32;

    public static void Lower(Node node, LoweringContext context)
    {
        var numbers = FullyConnectedNumbers.Of(node, context.Graph);
        (int low, int high) = Bounds(node, context.Graph);
        context.Decide(Engine.Cpu, "int32 output: plain kernel");
        context.Add(new Step(
            "multiply",
            new KernelCall(Kernels.FullyConnectedS8S32,
            [
                new("weights", context.Constant("weights", ConstantElement.Int8, ConstantData.Of<sbyte>(numbers.Weights), "[rows][columns]")),
                new("bias", context.Constant("bias", ConstantElement.Int32, ConstantData.Of<int>(numbers.FoldedBias), "bias - input zero point * sum of the row's weights")),
                .. ConvolutionParameters.Scales(numbers.Multipliers, context),
                .. ConvolutionParameters.Integers(
                    ("batches", numbers.Batches), ("rows", numbers.Rows), ("columns", numbers.Columns), ("low", low), ("high", high)),
                new("rounding", new SymbolValue(context.Options.Rounding.Enumerator())),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }

    /// <summary>Fractional bits of the half-precision numbers that the accelerator gives: a unit is about a step of the int8 output.</summary>
    public static int HalfRadix(Node node) => -Math.ILogB(((FullyConnected)node.Operator).NarrowOutput!.Scale);

    /// <summary>Brings numbers of half precision to the output's fractional bits.</summary>
    /// <param name="halves">Memory that holds them.</param>
    public static Step Expand(Node node, LoweringContext context, BufferId halves)
    {
        TensorType output = context.TypeOf(node.Output);
        (int low, int high) = Bounds(node, context.Graph);
        return new Step(
            "expand to int32",
            new KernelCall(Kernels.ExpandF16S32,
            [
                .. ConvolutionParameters.Integers(
                    ("count", output.Shape.ElementCount), ("power", Radix(output) - HalfRadix(node)), ("low", low), ("high", high)),
            ]),
            halves, context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false);
    }

    /// <summary>Fractional bits of an int32 output.</summary>
    public static int Radix(TensorType output) => -Math.ILogB(output.Quantization!.Scale);

    private static (int Low, int High) Bounds(Node node, Graph graph) => QuantizedClamp.Of(((FullyConnected)node.Operator).Activation, graph.TypeOf(node.Output));
}
