using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>SQUARED_DIFFERENCE: the difference on twice the larger scale, squared and requantized.</summary>
internal sealed class SquaredDifferenceLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ArithmeticRules.Int8s,
        new("the square of the larger input scale must be below 4,096 output scales", (node, graph) => CommonScale.OfSquare(node, graph).FitsOutput),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        CommonScale scale = CommonScale.OfSquare(node, context.Graph);
        Rounding rounding = Rescaling.Elementwise(context.Options.Rounding);
        int zeroOfFirst = context.TypeOf(scale.FirstOf(node)).Quantization!.ZeroPoint;
        int zeroOfSecond = context.TypeOf(scale.SecondOf(node)).Quantization!.ZeroPoint;
        int factor = 1 << (CommonScale.SquareBits - 1);
        int[] table = [.. scale.TableOfSecond(zeroOfSecond, CommonScale.SquareBits, rounding).Select(share => -share - (factor * zeroOfFirst))];
        context.Decide(Engine.Cpu, "the operand with the smaller scale by a table of its 256 values");
        BroadcastStep.Add(
            context, "square", Kernels.SquaredDifferenceS8, node.Output, [(scale.FirstOf(node), "first"), (scale.SecondOf(node), "second")],
            [
                new("factor", new IntegerValue(factor)),
                new("table", context.Constant("table", ConstantElement.Int32, ConstantData.Of<int>(table), "share of the second operand, of 0..127, then of -128..-1")),
                .. Rescaling.Of(scale.Output, rounding).Parameters(),
                new("zero_point", new IntegerValue(context.TypeOf(node.Output).Quantization!.ZeroPoint)),
            ]);
    }
}
