using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>FULLY_CONNECTED on int16 with int8 weights: one dot product at a time.</summary>
internal static class FullyConnectedInt16
{
    public static void Lower(Node node, LoweringContext context)
    {
        Tensor weights = context.Graph[node.Inputs[1]];
        int rows = weights.Type.Shape[0], columns = weights.Type.Shape[1];
        (int low, int high) = QuantizedClamp.Of(((FullyConnected)node.Operator).Activation, context.TypeOf(node.Output));
        ElementType? bias = node.Input(2).IsNone ? null : context.TypeOf(node.Input(2)).Element;
        bool isWide = bias == ElementType.Int64 || (bias is null && context.Options.Rounding != Rounding.Tflite);

        // TensorFlow Lite for hosts rounds sums of 32 bits once here.
        Rounding rounding = context.Options.Rounding == Rounding.Tflite ? Rounding.Single : context.Options.Rounding;
        context.Decide(Engine.Cpu, isWide ? "int16 with sums of 64 bits" : "int16 with sums of 32 bits");
        context.Add(new Step(
            "multiply",
            new KernelCall(Kernels.FullyConnectedS16,
            [
                new("weights", context.Constant("weights", ConstantElement.Int8, weights.Data!, "[rows][columns]")),
                new("bias", context.Constant(
                    "bias", ConstantElement.Int64, ConstantData.Of<long>(ConvolutionRules.Bias(node.Input(2), rows, context.Graph)), "of each row")),
                .. ConvolutionParameters.Scales([.. FullyConnectedNumbers.RealMultipliers(node, context.Graph).Select(QuantizedMultiplier.From)], context),
                .. ConvolutionParameters.Integers(
                    ("batches", context.TypeOf(node.Inputs[0]).Shape.ElementCount / columns), ("rows", rows), ("columns", columns),
                    ("is_wide", isWide ? 1 : 0), ("low", low), ("high", high)),
                new("rounding", new SymbolValue(rounding.Enumerator())),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }
}
