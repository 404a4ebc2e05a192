using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>DIV, and float32 of ADD, SUB and MUL: one operation of the FPU for each element.</summary>
internal sealed class FloatArithmeticLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } = [ArithmeticRules.Floats, Broadcasting.Rule, BroadcastStep.SomethingIsComputed];

    public void Lower(Node node, LoweringContext context) => LowerFloats(node, context);

    internal static void LowerFloats(Node node, LoweringContext context)
    {
        string operation = node.Operator switch
        {
            Add => "ADC_ARITHMETIC_ADD",
            Sub => "ADC_ARITHMETIC_SUB",
            Mul => "ADC_ARITHMETIC_MUL",
            Div => "ADC_ARITHMETIC_DIV",
            _ => throw new ArgumentOutOfRangeException(nameof(node), node.Operator, "no arithmetic of float32"),
        };
        context.Decide(Engine.Cpu, "single precision");
        BroadcastStep.Add(
            context, "compute", Kernels.ArithmeticF32, node.Output, [(node.Inputs[0], "left"), (node.Inputs[1], "right")],
            [
                new("operation", new SymbolValue(operation)),
                .. ActivationBounds.Parameters(((IActivated)node.Operator).Activation, context.TypeOf(node.Output)),
            ]);
    }
}
