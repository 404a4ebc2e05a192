using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>An operator from one tensor to another, element by element: float32 by its kernel, int8 by a table, int16 by another kernel.</summary>
/// <param name="ofReals">Kernel for float32; its parameters are the number of elements and <paramref name="realParameters"/>.</param>
/// <param name="ofInt8">Whether int8 has a meaning.</param>
/// <param name="ofInt16">Makes the kernel call for int16, or null when int16 has no meaning.</param>
/// <param name="further">Rules besides those on types, for nodes whose types are right.</param>
internal sealed class ElementwiseLowering(
    Kernel ofReals, bool ofInt8 = false, Func<Node, LoweringContext, KernelCall>? ofInt16 = null,
    Func<Operator, Sequence<KernelParameter>>? realParameters = null, params LegalityRule[] further) : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        ofInt16 is not null ? Lowering.Cpu.Rules.FloatOrInt8OrInt16 : ofInt8 ? Lowering.Cpu.Rules.FloatOrInt8 : Lowering.Cpu.Rules.FloatOnly,
        Lowering.Cpu.Rules.InputIsNotConstant,
        .. further,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        ElementType element = context.TypeOf(node.Output).Element;
        if (element == ElementType.Int8)
        {
            LookupLowering.LowerAsTable(node, context);
            return;
        }

        bool isReal = element == ElementType.Float32;
        KernelParameter count = new("count", new IntegerValue(context.TypeOf(node.Output).Shape.ElementCount));
        context.Decide(Engine.Cpu, isReal ? "float32 by the FPU" : "int16, in integers");
        context.Add(new Step(
            "compute",
            isReal ? new KernelCall(ofReals, [count, .. realParameters?.Invoke(node.Operator) ?? []]) : ofInt16!(node, context),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: true));
    }
}
