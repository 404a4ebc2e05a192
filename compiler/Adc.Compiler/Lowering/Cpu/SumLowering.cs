using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>ADD and SUB: the operand with the larger scale as it is, the other one's share from a table or rescaled.</summary>
internal sealed class SumLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ArithmeticRules.Types,
        ArithmeticRules.Int16IsSymmetric,
        new(
            "twice the larger input scale must be below 1,048,576 output scales, or 32,768 for int16",
            (node, graph) => Lowering.Cpu.Rules.IsFloat(graph.TypeOf(node.Output))
                || (CommonScale.OfSum(node, graph, inFloat32: false).FitsOutput && CommonScale.OfSum(node, graph, inFloat32: true).FitsOutput)),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        switch (context.TypeOf(node.Output).Element)
        {
            case ElementType.Float32:
                FloatArithmeticLowering.LowerFloats(node, context);
                break;
            case ElementType.Int16:
                LowerInt16(node, context);
                break;
            default:
                LowerInt8(node, context);
                break;
        }
    }

    private static void LowerInt8(Node node, LoweringContext context)
    {
        (CommonScale scale, int signOfFirst, int signOfSecond, Rounding rounding) = Numbers(node, context);
        int zeroOfFirst = context.TypeOf(scale.FirstOf(node)).Quantization!.ZeroPoint;
        int zeroOfSecond = context.TypeOf(scale.SecondOf(node)).Quantization!.ZeroPoint;
        int bits = CommonScale.SumBits(ElementType.Int8);
        int factor = signOfFirst << bits; // half the scale, and doubled
        int[] table = [.. scale.TableOfSecond(zeroOfSecond, bits, rounding).Select(share => (2 * signOfSecond * share) - (factor * zeroOfFirst))];
        TensorType output = context.TypeOf(node.Output);
        (TensorId Tensor, string Role)[] operands = Operands(node, scale);
        if (context.Options.OptimisedKernels && Tabled(node, context, operands, scale, factor, table, rounding) is TabledSum tabled)
        {
            LowerTabled(node, context, operands, tabled);
            return;
        }

        context.Decide(Engine.Cpu, "the operand with the smaller scale by a table of its 256 values");
        BroadcastStep.Add(
            context, node.Operator is Add ? "add" : "subtract", Kernels.AddS8, node.Output, operands,
            [
                new("factor", new IntegerValue(factor)),
                new("table", context.Constant("table", ConstantElement.Int32, ConstantData.Of<int>(table), "share of the second operand, of 0..127, then of -128..-1")),
                .. Rescaling.Of(scale.Output, rounding).Parameters(),
                new("zero_point", new IntegerValue(output.Quantization!.ZeroPoint)),
                .. ActivationBounds.Parameters(((IActivated)node.Operator).Activation, output),
            ]);
    }

    private static TabledSum? Tabled(
        Node node, LoweringContext context, (TensorId Tensor, string Role)[] operands, CommonScale scale, int factor, int[] table, Rounding rounding)
    {
        TensorType output = context.TypeOf(node.Output);
        bool repeats = operands.Any(operand => context.TypeOf(operand.Tensor).Shape.ElementCount != output.Shape.ElementCount);
        return repeats || QuantizedClamp.Of(((IActivated)node.Operator).Activation, output) != (sbyte.MinValue, sbyte.MaxValue)
            ? null
            : TabledSum.Find(factor, table, QuantizedMultiplier.From(scale.Output), rounding, output.Quantization!.ZeroPoint);
    }

    private static void LowerTabled(Node node, LoweringContext context, (TensorId Tensor, string Role)[] operands, TabledSum sum)
    {
        context.Decide(Engine.Cpu, "one product and a table of 256 entries, proven exact for all pairs");
        context.Add(new Step(
            node.Operator is Add ? "add" : "subtract",
            new KernelCall(Kernels.AddTableS8,
            [
                new("table", context.Constant("table", ConstantElement.Int32, ConstantData.Of<int>(sum.Table), "share of the second operand, of 0..127, then of -128..-1")),
                new("factor", new IntegerValue(sum.Factor)),
                new("count", new IntegerValue(context.TypeOf(node.Output).Shape.ElementCount)),
            ]),
            operands.Select(operand => context.ReadOrConstant(operand.Tensor, operand.Role)).ToSequence(),
            context.Allocate(node.Output, BufferForm.Plain),
            Overlays: operands.Length));
    }

    private static void LowerInt16(Node node, LoweringContext context)
    {
        (CommonScale scale, int signOfFirst, int signOfSecond, Rounding rounding) = Numbers(node, context);
        int bits = CommonScale.SumBits(ElementType.Int16);
        context.Decide(Engine.Cpu, "both operands on twice the larger scale");
        BroadcastStep.Add(
            context, node.Operator is Add ? "add" : "subtract", Kernels.AddS16, node.Output, Operands(node, scale),
            [
                new("factor", new IntegerValue(signOfFirst << (bits - 1))),
                new("sign", new IntegerValue(signOfSecond)),
                .. Rescaling.Of(scale.Second, rounding, moreLeft: bits).Parameters("rescale_b"),
                .. Rescaling.Of(scale.Output, rounding).Parameters(),
                .. ActivationBounds.Parameters(((IActivated)node.Operator).Activation, context.TypeOf(node.Output)),
            ]);
    }

    // TensorFlow Lite for hosts adds with a negated multiplier where the others subtract: ties round the other way.
    private static (CommonScale Scale, int SignOfFirst, int SignOfSecond, Rounding Rounding) Numbers(Node node, LoweringContext context)
    {
        bool isDifference = node.Operator is Sub, isForHosts = context.Options.Rounding == Rounding.Tflite;
        CommonScale scale = CommonScale.OfSum(node, context.Graph, inFloat32: isDifference && !isForHosts);
        bool negates = isDifference && isForHosts && !scale.IsSwapped;
        QuantizedMultiplier second = negates ? scale.Second with { Multiplier = -scale.Second.Multiplier } : scale.Second;
        return (
            scale with { Second = second },
            isDifference && scale.IsSwapped ? -1 : 1,
            isDifference && !scale.IsSwapped && !negates ? -1 : 1,
            Rescaling.Elementwise(context.Options.Rounding));
    }

    private static (TensorId Tensor, string Role)[] Operands(Node node, CommonScale scale) => [(scale.FirstOf(node), "first"), (scale.SecondOf(node), "second")];
}
