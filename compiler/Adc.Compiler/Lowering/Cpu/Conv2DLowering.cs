using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>CONV_2D: by minimal filtering or in tiles where all constants are proven, else patch by patch or by the plain kernels.</summary>
internal sealed class Conv2DLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ConvolutionRules.Int8OrInt16,
        ConvolutionRules.SymmetricWeights,
        ConvolutionRules.IntegerBias,
        ConvolutionRules.ConstantWeights,
        ConvolutionRules.ComputedInput,
        ConvolutionRules.ScaleRatio,
        ConvolutionRules.WideScaleRatio,
        ConvolutionRules.WideBias,
        ConvolutionRules.SmallSpan,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var numbers = Conv2DNumbers.Of(node, context.Graph);
        if (context.TypeOf(node.Output).Element == ElementType.Int16)
        {
            LowerInt16(node, context, numbers);
        }
        else if (!context.Options.OptimisedKernels)
        {
            LowerPlain(node, context, numbers, "plain kernel, as configured");
        }
        else if (context.Options.Goal == OptimizationGoal.Speed && WinogradConv2D.Find(numbers, RoundingOf(node, context)) is WinogradConv2D winograd)
        {
            context.Decide(Engine.Cpu, "four outputs of sixteen products (Winograd), in whole numbers");
            winograd.AddTo(context, node);
        }
        else if (TiledConv2D.Find(numbers, RoundingOf(node, context), context.Options.Goal, out string reason) is TiledConv2D tiled)
        {
            context.Decide(Engine.Cpu, tiled.IsWide
                ? "four positions and two channels at a time, weights of 16 bits"
                : "four positions and two channels at a time, two weights in 16 bits");
            tiled.AddTo(context, node);
        }
        else if (HighWordRequantization.Find(numbers.Multipliers, RoundingOf(node, context), numbers.LargestSum()) is HighWordRequantization requantization)
        {
            LowerPatches(node, context, new PackedConv2D(numbers, requantization), reason);
        }
        else
        {
            LowerPlain(node, context, numbers, "plain kernel: the scales or the sums are too large for requantization by one product");
        }
    }

    /// <summary>TensorFlow Lite for hosts has no ties up where it has no matrix product: for int16, and for groups.</summary>
    private static Rounding RoundingOf(Node node, LoweringContext context)
    {
        TensorType input = context.TypeOf(node.Inputs[0]);
        bool isMatrixProduct = input.Element == ElementType.Int8 && input.Shape[3] == context.TypeOf(node.Inputs[1]).Shape[3];
        return context.Options.Rounding == Rounding.Tflite && !isMatrixProduct ? Rounding.Tflm : context.Options.Rounding;
    }

    private static void LowerPatches(Node node, LoweringContext context, PackedConv2D packed, string reason)
    {
        context.Decide(Engine.Cpu, $"two positions and two channels at a time, requantized by one product: {reason}");
        context.Add(new Step(
            "convolve",
            new KernelCall(Kernels.Conv2DPatchesS8,
            [
                new("weights", context.Constant(
                    "weights", ConstantElement.Int8, packed.Weights(), "pairs of output channels: four weights of one, four of the other, and so on")),
                new("channels", context.Constant(
                    "channels", ConstantElement.Int32, packed.Channels(), "bias - input zero point * sum of the channel's weights, multiplier, shift")),
                .. Geometry(packed.Numbers),
                new("left", new IntegerValue(packed.Requantization.Left)),
                .. ConvolutionParameters.Activations(
                    packed.Numbers.InputZeroPoint, packed.Numbers.OutputZeroPoint, packed.Numbers.Low, packed.Numbers.High),
                new("rounding", new SymbolValue(packed.Requantization.Mode)),
            ]),
            [context.Read(node.Inputs[0], BufferForm.Plain)], context.Allocate(node.Output, BufferForm.Plain),
            Scratch: context.AllocateScratch(packed.ScratchSizeInBytes)));
    }

    private static void LowerPlain(Node node, LoweringContext context, Conv2DNumbers numbers, string reason)
    {
        context.Decide(Engine.Cpu, reason);
        context.Add(new Step(
            "convolve",
            new KernelCall(Kernels.Conv2DS8,
            [
                new("weights", context.Constant("weights", ConstantElement.Int8, ConstantData.Of<sbyte>(numbers.Weights), $"{numbers.Kernel}")),
                ConvolutionParameters.Bias(numbers.Bias, context),
                .. ConvolutionParameters.Scales(numbers.Multipliers, context),
                .. Geometry(numbers),
                .. ConvolutionParameters.Activations(numbers.InputZeroPoint, numbers.OutputZeroPoint, numbers.Low, numbers.High),
                new("rounding", new SymbolValue(RoundingOf(node, context).Enumerator())),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }

    private static void LowerInt16(Node node, LoweringContext context, Conv2DNumbers numbers)
    {
        ElementType? bias = node.Input(2).IsNone ? null : context.TypeOf(node.Input(2)).Element;
        bool isWide = bias == ElementType.Int64 || (bias is null && context.Options.Rounding != Rounding.Tflm);
        context.Decide(Engine.Cpu, isWide ? "int16 with sums of 64 bits" : "int16 with sums of 32 bits");
        context.Add(new Step(
            "convolve",
            new KernelCall(Kernels.Conv2DS16,
            [
                new("weights", context.Constant("weights", ConstantElement.Int8, ConstantData.Of<sbyte>(numbers.Weights), $"{numbers.Kernel}")),
                new("bias", context.Constant("bias", ConstantElement.Int64, ConstantData.Of<long>(numbers.Bias), "of each output channel")),
                .. ConvolutionParameters.Scales(numbers.Multipliers, context),
                .. Geometry(numbers),
                new("is_wide", new IntegerValue(isWide ? 1 : 0)),
                new("low", new IntegerValue(numbers.Low)),
                new("high", new IntegerValue(numbers.High)),
                new("rounding", new SymbolValue(RoundingOf(node, context).Enumerator())),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }

    private static IEnumerable<KernelParameter> Geometry(Conv2DNumbers numbers) => ConvolutionParameters.Integers(
        ("batches", numbers.Input[0]),
        ("input_height", numbers.Input[1]),
        ("input_width", numbers.Input[2]),
        ("input_channels", numbers.Input[3]),
        ("output_height", numbers.Output[1]),
        ("output_width", numbers.Output[2]),
        ("output_channels", numbers.Output[3]),
        ("kernel_height", numbers.Kernel[1]),
        ("kernel_width", numbers.Kernel[2]),
        ("depth", numbers.Kernel[3]),
        ("group_outputs", numbers.GroupOutputs),
        ("stride_y", numbers.Vertical.Stride),
        ("stride_x", numbers.Horizontal.Stride),
        ("dilation_y", numbers.Vertical.Dilation),
        ("dilation_x", numbers.Horizontal.Dilation),
        ("padding_top", numbers.Vertical.Before),
        ("padding_left", numbers.Horizontal.Before));
}
