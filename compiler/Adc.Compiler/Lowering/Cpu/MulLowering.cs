using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>MUL: products of the elements less their zero points, requantized.</summary>
internal sealed class MulLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ArithmeticRules.Types,
        ArithmeticRules.Int16IsSymmetric,
        new(
            "the product of the input scales must be below 16,384 output scales",
            (node, graph) => Lowering.Cpu.Rules.IsFloat(graph.TypeOf(node.Output))
                || Math.Max(Factor(node, graph, inFloat32: false), Factor(node, graph, inFloat32: true)) < Rescaling.FactorLimit),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType left = context.TypeOf(node.Inputs[0]), right = context.TypeOf(node.Inputs[1]), output = context.TypeOf(node.Output);
        if (Lowering.Cpu.Rules.IsFloat(output))
        {
            FloatArithmeticLowering.LowerFloats(node, context);
            return;
        }

        (TensorId, string)[] operands = [(node.Inputs[0], "left"), (node.Inputs[1], "right")];
        IEnumerable<KernelParameter> bounds = ActivationBounds.Parameters(((Mul)node.Operator).Activation, output);
        Rounding rounding = Rescaling.Elementwise(context.Options.Rounding);
        var multiplier = QuantizedMultiplier.From(Factor(node, context.Graph, inFloat32: context.Options.Rounding == Rounding.Tflite));
        context.Decide(Engine.Cpu, "one product and one requantization for each element");
        if (output.Element == ElementType.Int16)
        {
            BroadcastStep.Add(
                context, "multiply", Kernels.MulS16, node.Output, operands,
                [
                    new("multiplier", new IntegerValue(multiplier.Multiplier)),
                    new("shift", new IntegerValue(multiplier.Shift)),
                    new("rounding", new SymbolValue(rounding.Enumerator())),
                    .. bounds,
                ]);
            return;
        }

        BroadcastStep.Add(
            context, "multiply", Kernels.MulS8, node.Output, operands,
            [
                new("zero_point_a", new IntegerValue(left.Quantization!.ZeroPoint)),
                new("zero_point_b", new IntegerValue(right.Quantization!.ZeroPoint)),
                .. Rescaling.Of(multiplier, rounding).Parameters(),
                new("zero_point", new IntegerValue(output.Quantization!.ZeroPoint)),
                .. bounds,
            ]);
    }

    // TensorFlow Lite for hosts multiplies and divides the scales in single precision.
    private static double Factor(Node node, Graph graph, bool inFloat32)
    {
        float left = graph.TypeOf(node.Inputs[0]).Quantization!.Scale, right = graph.TypeOf(node.Inputs[1]).Quantization!.Scale;
        float output = graph.TypeOf(node.Output).Quantization!.Scale;
        return inFloat32 ? left * right / output : (double)left * right / output;
    }
}
