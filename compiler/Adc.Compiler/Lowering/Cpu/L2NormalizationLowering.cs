using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The length of each row by an integer inverse square root.</summary>
internal sealed class L2NormalizationLowering : ILowering
{
    private const float OutputScale = 1f / 128;
    private const int MostColumns = int.MaxValue / (255 * 255); // the sum of squares has 32 bits

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8,
        new TypeRule(
            "the output must have scale 1/128 and zero point 0",
            (node, graph) => graph.TypeOf(node.Output).Quantization is { Scale: OutputScale, ZeroPoint: 0 }),
        new(
            "the last axis must have 1 to 33,025 elements",
            (node, graph) => graph.TypeOf(node.Output).Shape is { Rank: > 0 } shape && shape[shape.Rank - 1] is >= 1 and <= MostColumns),
        Lowering.Cpu.Rules.InputIsNotConstant,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        TensorType input = context.TypeOf(node.Inputs[0]);
        int columns = input.Shape[input.Shape.Rank - 1];
        context.Decide(Engine.Cpu, "an integer inverse square root for each row");
        context.Add(new Step(
            "normalize",
            new KernelCall(Kernels.L2NormalizationS8,
            [
                new("rows", new IntegerValue(input.Shape.ElementCount / columns)),
                new("columns", new IntegerValue(columns)),
                new("input_zero_point", new IntegerValue(input.Quantization!.ZeroPoint)),
                Int16Calls.Rounding(context),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: true));
    }
}
