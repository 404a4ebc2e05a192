using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A step whose kernel walks operands that broadcast; its parameters begin with how.</summary>
internal static class BroadcastStep
{
    public static LegalityRule SomethingIsComputed { get; } = new(
        "at least one operand must be computed", (node, graph) => node.Inputs.Any(id => !graph[id].IsConstant));

    /// <param name="operands">In the order of the kernel's inputs, each with the name that its array has if it is a constant.</param>
    public static void Add(
        LoweringContext context, string purpose, Kernel kernel, TensorId output, (TensorId Tensor, string Role)[] operands,
        params KernelParameter[] parameters)
    {
        TensorType type = context.TypeOf(output);
        TensorType[] types = [.. operands.Select(operand => context.TypeOf(operand.Tensor))];
        context.Add(new Step(
            purpose,
            new KernelCall(kernel, [.. Broadcasting.Of(type.Shape, [.. types.Select(operand => operand.Shape)])!.Parameters, .. parameters]),
            operands.Select(operand => context.ReadOrConstant(operand.Tensor, operand.Role)).ToSequence(),
            context.Allocate(output, BufferForm.Plain),
            Overlays: types.TakeWhile(operand => MayBeOverlaid(operand, type)).Count()));
    }

    // Elements are read in order, each before the element of the output that takes its place.
    private static bool MayBeOverlaid(TensorType operand, TensorType output) =>
        operand.Shape.ElementCount == output.Shape.ElementCount && operand.Element.SizeInBytes() >= output.Element.SizeInBytes();
}
