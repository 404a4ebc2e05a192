using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>TRANSPOSE_CONV: each output gathers the inputs that reach it.</summary>
internal sealed class TransposeConvLowering : ILowering
{
    private const int MostStride = 65_535;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ConvolutionRules.Int8,
        ConvolutionRules.SymmetricWeights,
        ConvolutionRules.IntegerBias,
        ConvolutionRules.ConstantWeights,
        ConvolutionRules.ComputedInput,
        ConvolutionRules.ScaleRatio,
        new("the output's shape must be a constant and that of the output", (node, graph) =>
            graph[node.Inputs[0]] is { Type.Element: ElementType.Int32, Data: { } shape } && shape.ToArray<int>().SequenceEqual(graph.TypeOf(node.Output).Shape.Extents)),
        new("strides must be at most 65,535", (node, _) => ((TransposeConv)node.Operator).Window is { StrideY: <= MostStride, StrideX: <= MostStride }),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var @operator = (TransposeConv)node.Operator;
        Tensor weights = context.Graph[node.Inputs[1]];
        TensorType input = context.TypeOf(node.Inputs[2]), output = context.TypeOf(node.Output);
        Shape kernel = weights.Type.Shape;
        QuantizedMultiplier[] multipliers = [.. ConvolutionRules.RealMultipliers(input, weights.Type, output).Select(QuantizedMultiplier.From)];
        (int low, int high) = QuantizedClamp.Of(@operator.Activation, output);

        // TensorFlow Lite for hosts has no ties up where it has no matrix product.
        Rounding rounding = context.Options.Rounding == Rounding.Tflite ? Rounding.Tflm : context.Options.Rounding;
        context.Decide(Engine.Cpu, "output by output");
        context.Add(new Step(
            "convolve",
            new KernelCall(Kernels.TransposeConvS8,
            [
                new("weights", context.Constant("weights", ConstantElement.Int8, weights.Data!, $"{kernel}")),
                ConvolutionParameters.Bias(ConvolutionRules.Bias(node.Input(3), kernel[0], context.Graph), context),
                .. ConvolutionParameters.Scales(multipliers, context),
                .. ConvolutionParameters.Integers(
                    ("batches", input.Shape[0]),
                    ("input_height", input.Shape[1]),
                    ("input_width", input.Shape[2]),
                    ("input_channels", input.Shape[3]),
                    ("output_height", output.Shape[1]),
                    ("output_width", output.Shape[2]),
                    ("output_channels", output.Shape[3]),
                    ("kernel_height", kernel[1]),
                    ("kernel_width", kernel[2]),
                    ("stride_y", @operator.Window.StrideY),
                    ("stride_x", @operator.Window.StrideX),
                    ("padding_top", @operator.Window.Vertical(output.Shape[1], kernel[1]).Before),
                    ("padding_left", @operator.Window.Horizontal(output.Shape[2], kernel[2]).Before)),
                .. ConvolutionParameters.Activations(input.Quantization!.ZeroPoint, output.Quantization!.ZeroPoint, low, high),
                new("rounding", new SymbolValue(rounding.Enumerator())),
            ]),
            context.Read(node.Inputs[2], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }
}
