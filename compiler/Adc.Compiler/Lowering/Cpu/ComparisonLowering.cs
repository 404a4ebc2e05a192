using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Comparisons: int8 by ranks among the rescaled values of both operands, int32 and float32 as they are.</summary>
internal sealed class ComparisonLowering : ILowering
{
    private const int FractionBits = 8;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        new TypeRule(
            "both operands must be float32, int32, int8 with per-tensor quantization or, for EQUAL and NOT_EQUAL, bool",
            (node, graph) => graph.TypeOf(node.Output).Element == ElementType.Bool && (AreBoth(node, graph, Lowering.Cpu.Rules.IsFloat)
                || AreBoth(node, graph, type => type.Element == ElementType.Int32) || AreBoth(node, graph, Lowering.Cpu.Rules.IsInt8)
                || (AreBoth(node, graph, IsBool) && node.Operator is Comparison { Relation: Relation.Equal or Relation.NotEqual }))),
        new("int8 operands must have scales below 1", (node, graph) => AreBoth(node, graph, type => type is not { Element: ElementType.Int8, Quantization.Scale: >= 1 })),
        Broadcasting.Rule,
        BroadcastStep.SomethingIsComputed,
    ];

    public void Lower(Node node, LoweringContext context)
    {
        Relation relation = ((Comparison)node.Operator).Relation;
        TensorType left = context.TypeOf(node.Inputs[0]);
        (TensorId, string)[] operands = [(node.Inputs[0], "left"), (node.Inputs[1], "right")];
        if (IsBool(left))
        {
            LogicalLowering.LowerTruthTable(context, node.Output, operands, relation == Relation.Equal ? LogicalLowering.Equal : LogicalLowering.NotEqual);
            return;
        }

        var symbol = new KernelParameter("relation", new SymbolValue(Symbol(relation)));
        bool isInt8 = left.Element == ElementType.Int8;
        context.Decide(Engine.Cpu, isInt8 ? "by the ranks of both operands' values" : "as they are");
        Kernel kernel = isInt8 ? Kernels.CompareS8 : Lowering.Cpu.Rules.IsFloat(left) ? Kernels.CompareF32 : Kernels.CompareS32;
        BroadcastStep.Add(context, "compare", kernel, node.Output, operands, [symbol, .. isInt8 ? Ranks(node, context) : []]);
    }

    // The numbers that the reference compares, replaced by their positions in the sorted list of all of them.
    private static IEnumerable<KernelParameter> Ranks(Node node, LoweringContext context)
    {
        Rounding rounding = Rescaling.Elementwise(context.Options.Rounding);
        int[][] values = [.. node.Inputs.Select(id => Rescaled(context.TypeOf(id).Quantization!, rounding))];
        int[] sorted = [.. values.SelectMany(all => all).Distinct().Order()];
        return values.Select((all, operand) =>
        {
            short[] ranks = [.. all.Select(value => (short)Array.BinarySearch(sorted, value))];
            ConstantValue table = context.Constant(
                $"ranks{operand}", ConstantElement.Int16, ConstantData.Of<short>(ranks), "ranks of 0..127, then of -128..-1");
            return new KernelParameter($"ranks{operand}", table);
        });
    }

    private static int[] Rescaled(Quantization quantization, Rounding rounding)
    {
        var multiplier = QuantizedMultiplier.From(quantization.Scale);
        return [.. Enumerable.Range(0, 256).Select(value => multiplier.Apply((unchecked((sbyte)value) - quantization.ZeroPoint) << FractionBits, rounding))];
    }

    private static bool AreBoth(Node node, Graph graph, Func<TensorType, bool> condition) => node.Inputs.All(id => condition(graph.TypeOf(id)));

    private static bool IsBool(TensorType type) => type.Element == ElementType.Bool;

    private static string Symbol(Relation relation) => relation switch
    {
        Relation.Equal => "ADC_RELATION_EQUAL",
        Relation.NotEqual => "ADC_RELATION_NOT_EQUAL",
        Relation.Less => "ADC_RELATION_LESS",
        Relation.LessEqual => "ADC_RELATION_LESS_EQUAL",
        Relation.Greater => "ADC_RELATION_GREATER",
        Relation.GreaterEqual => "ADC_RELATION_GREATER_EQUAL",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, "no such relation"),
    };
}
