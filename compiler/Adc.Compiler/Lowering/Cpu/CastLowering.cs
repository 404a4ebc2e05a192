using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>One kernel for all types.</summary>
internal sealed class CastLowering : ILowering
{
    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule("there must be no cast between float32 and int64", (node, graph) =>
            (graph.TypeOf(node.Inputs[0]).Element, graph.TypeOf(node.Output).Element) is not ((ElementType.Float32, ElementType.Int64) or (ElementType.Int64, ElementType.Float32))),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType from = context.TypeOf(node.Inputs[0]), to = context.TypeOf(node.Output);
        static SymbolValue Symbol(TensorType type) => new("ADC_" + type.Element.DisplayName().ToUpperInvariant());
        context.Decide(Engine.Cpu, $"{from.Element.DisplayName()} to {to.Element.DisplayName()}");
        context.Add(new Step(
            "cast",
            new KernelCall(Kernels.Cast, [new("count", new IntegerValue(to.Shape.ElementCount)), new("from", Symbol(from)), new("to", Symbol(to))]),
            [context.ReadOrConstant(node.Inputs[0], "data")], context.Allocate(node.Output, BufferForm.Plain)));
    }
}
