using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>FULLY_CONNECTED: packed weights where the compiler can prove them exact, else the plain kernel; float32 by its own.</summary>
internal sealed class FullyConnectedLowering : ILowering
{
    private const float LargestScaleRatio = 1 << 16;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        OrFloatOrWide(ConvolutionRules.Int8OrInt16) with { Sentence = $"{ConvolutionRules.Int8OrInt16.Sentence}, or all of it float32" },
        OrFloat(new TypeRule(
            "weights must be int8 with zero point 0, per tensor or per output channel",
            (node, graph) => graph.TypeOf(node.Inputs[1]) is { Element: ElementType.Int8, Quantization: { Axis: 0 } quantization }
                && quantization.ZeroPoints.All(zeroPoint => zeroPoint == 0))),
        OrFloat(ConvolutionRules.IntegerBias),
        new("weights and bias must be constant", (node, graph) => graph[node.Inputs[1]].IsConstant && (node.Input(2).IsNone || graph[node.Input(2)].IsConstant)),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
        OrFloat(new LegalityRule(
            "input scale * weight scale must be below 65,536 output scales",
            (node, graph) => FullyConnectedNumbers.RealMultipliers(node, graph).All(real => real < LargestScaleRatio))),
        OrFloat(ConvolutionRules.WideScaleRatio),
        OrFloat(ConvolutionRules.WideBias),
    ];

    public bool PrefersWidenedInput(Node node, LoweringContext context) =>
        context.Options.OptimisedKernels && context.Options.Goal != OptimizationGoal.Size && Lowering.Cpu.Rules.IsInt8(context.TypeOf(node.Output)) && Rules.All(rule => rule.Holds(node, context.Graph))
        && !AcceleratedLayer.IsLikely(node, context) && Packed(node, context) is not null;

    public void Lower(Node node, LoweringContext context)
    {
        if (FloatFullyConnected.Takes(node, context.Graph))
        {
            FloatFullyConnected.Lower(node, context);
            return;
        }

        if (FullyConnectedWide.Takes(node, context.Graph))
        {
            FullyConnectedWide.Lower(node, context);
            return;
        }

        if (context.TypeOf(node.Output).Element == ElementType.Int16)
        {
            FullyConnectedInt16.Lower(node, context);
            return;
        }

        var numbers = FullyConnectedNumbers.Of(node, context.Graph);
        if (!context.Options.OptimisedKernels)
        {
            LowerPlain(node, context, numbers, "plain kernel, as configured");
        }
        else if (context.Options.Goal == OptimizationGoal.Size)
        {
            LowerPlain(node, context, numbers, "plain kernel, the smallest, as configured");
        }
        else if (PackedFullyConnected.Find(numbers, context.Options.Rounding, out string reason) is PackedFullyConnected packed)
        {
            LowerPacked(node, context, packed);
        }
        else
        {
            LowerPlain(node, context, numbers, $"plain kernel: {reason}");
        }
    }

    /// <summary>The rule, which does not concern layers of float32.</summary>
    private static LegalityRule OrFloat(LegalityRule rule) =>
        rule with { Holds = (node, graph) => FloatFullyConnected.Takes(node, graph) || rule.Holds(node, graph) };

    /// <summary>Nor layers whose output was widened.</summary>
    private static LegalityRule OrFloatOrWide(LegalityRule rule) =>
        OrFloat(rule) with { Holds = (node, graph) => FullyConnectedWide.Takes(node, graph) || OrFloat(rule).Holds(node, graph) };

    private static PackedFullyConnected? Packed(Node node, LoweringContext context) =>
        PackedFullyConnected.Find(FullyConnectedNumbers.Of(node, context.Graph), context.Options.Rounding, out _);

    private static void LowerPacked(Node node, LoweringContext context, PackedFullyConnected packed)
    {
        FullyConnectedNumbers numbers = packed.Numbers;
        FastRequantization first = packed.Requantizations[0];
        context.Decide(Engine.Cpu, "two rows a lane, requantization proven equal at every step");
        ConstantValue stream = context.Constant(
            "weights", ConstantElement.UInt32, packed.Stream(),
            "per eight rows: starting sums, then lanes 256 * A + B of row pairs, two columns a word");
        context.Add(new Step(
            "multiply",
            new KernelCall(Kernels.FullyConnectedPacked,
            [
                new("stream", stream),
                new("column_quads", new IntegerValue((numbers.Columns + 3) / 4)),
                new("blocks", new IntegerValue(packed.Blocks)),
                new("pairs", new IntegerValue(packed.Pairs)),
                new("batches", new IntegerValue(numbers.Batches)),
                new("input_stride", new IntegerValue(numbers.Columns)),
                new("output_stride", new IntegerValue(numbers.Rows)),
                new("multiplier", new IntegerValue(packed.IsPerChannel ? 0 : first.Multiplier)),
                new("addend", new IntegerValue(packed.IsPerChannel ? 0 : first.Addend)),
                new("addend_negative", new IntegerValue(packed.IsPerChannel ? 0 : first.AddendNegative)),
                new("shift", new IntegerValue(packed.Shift)),
                new("mode", new SymbolValue(packed.IsPerChannel ? "ADC_PACKED_PER_CHANNEL" : first.IsOneSided ? "ADC_PACKED_ONE_SIDED" : "ADC_PACKED_TWO_SIDED")),
                new("low", new IntegerValue(numbers.Low)),
                new("high", new IntegerValue(numbers.High)),
            ]),
            context.Read(node.Inputs[0], BufferForm.Widened), context.Allocate(node.Output, BufferForm.Widened), MayOverlay: false));
    }

    private static void LowerPlain(Node node, LoweringContext context, FullyConnectedNumbers numbers, string reason)
    {
        context.Decide(Engine.Cpu, reason);
        int[] multipliers = [.. numbers.Multipliers.Select(multiplier => multiplier.Multiplier)];
        int[] shifts = [.. numbers.Multipliers.Select(multiplier => multiplier.Shift)];
        context.Add(new Step(
            "multiply",
            new KernelCall(Kernels.FullyConnectedS8,
            [
                new("weights", context.Constant("weights", ConstantElement.Int8, ConstantData.Of<sbyte>(numbers.Weights), "[rows][columns]")),
                new("bias", context.Constant("bias", ConstantElement.Int32, ConstantData.Of<int>(numbers.FoldedBias), "bias - input zero point * sum of the row's weights")),
                new("multipliers", context.Constant("multipliers", ConstantElement.Int32, ConstantData.Of<int>(multipliers), "factor * 2^(31 - shift)")),
                new("shifts", context.Constant("shifts", ConstantElement.Int32, ConstantData.Of<int>(shifts), "left when positive")),
                new("batches", new IntegerValue(numbers.Batches)),
                new("rows", new IntegerValue(numbers.Rows)),
                new("columns", new IntegerValue(numbers.Columns)),
                new("per_channel", new IntegerValue(multipliers.Length > 1 ? 1 : 0)),
                new("output_zero_point", new IntegerValue(numbers.OutputZeroPoint)),
                new("low", new IntegerValue(numbers.Low)),
                new("high", new IntegerValue(numbers.High)),
                new("rounding", new SymbolValue(context.Options.Rounding.Enumerator())),
            ]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }
}
