using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>An operand of an elementwise operator as programs read it, by pairs.</summary>
/// <param name="Centre">Zero point of the bytes as they are stored.</param>
internal readonly record struct PairOperand(MvpElementType Type, double Scale, int Centre)
{
    /// <param name="input">Index among the inputs that are data.</param>
    public static PairOperand Of(LayerRequest request, int input)
    {
        Quantization quantization = request.Graph.TypeOf(request.Node.Inputs[input]).Quantization!;
        bool signed = request.InputForms[input] == BufferForm.Plain;
        return new(ScaleRows.Bytes(signed, inPairs: true), quantization.Scale, quantization.ZeroPoint + (signed ? 0 : 128));
    }
}

/// <summary>Conditions on the operands of elementwise operators.</summary>
internal static class PairRules
{
    public static LegalityRule SameShapes { get; } = new(
        "both operands must have the shape of the output",
        (node, graph) => node.Inputs.All(id => graph.TypeOf(id).Shape.Extents.SequenceEqual(graph.TypeOf(node.Output).Shape.Extents)));

    public static LegalityRule NoConstants { get; } = new("both operands must be computed", (node, graph) => node.Inputs.All(id => !graph[id].IsConstant));
}
