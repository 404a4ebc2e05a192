using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>SVDF: one step that puts the latest sums into the state, in place, and one that weighs what is remembered.</summary>
internal sealed class SvdfLowering : ILowering
{
    private const float LargestScaleRatio = 1 << 16;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8,
        new TypeRule(
            "feature weights must be int8, time weights and state both int8 or both int16, each with one scale",
            (node, graph) => Lowering.Cpu.Rules.IsInt8(graph.TypeOf(node.Inputs[1]))
                && graph.TypeOf(node.Inputs[2]) is { Element: ElementType.Int8 or ElementType.Int16, Quantization.IsPerChannel: false } time
                && graph.TypeOf(node.Inputs[4]) is { Quantization.IsPerChannel: false } state && state.Element == time.Element),
        new TypeRule("the bias must be int32", (node, graph) => node.Input(3).IsNone || graph.TypeOf(node.Input(3)).Element == ElementType.Int32),
        new("weights and bias must be constant", (node, graph) => new[] { 1, 2, 3 }.All(index => node.Input(index).IsNone || graph[node.Input(index)].IsConstant)),
        new(
            "input scale * feature scale must be below 65,536 state scales, state scale * time scale below 65,536 output scales",
            (node, graph) => ToState(node, graph) < LargestScaleRatio && ToOutput(node, graph) < LargestScaleRatio),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        Shape feature = context.TypeOf(node.Inputs[1]).Shape, time = context.TypeOf(node.Inputs[2]).Shape;
        TensorType state = context.TypeOf(node.Inputs[4]);
        int batches = context.TypeOf(node.Inputs[0]).Shape[0], units = feature[0] / ((Svdf)node.Operator).Rank;
        bool isWide = state.Element == ElementType.Int16;
        var rounding = new KernelParameter("rounding", new SymbolValue(context.Options.Rounding == Rounding.Single ? "ADC_ROUNDING_SINGLE" : "ADC_ROUNDING_TFLM"));
        context.Decide(Engine.Cpu, $"{state.Element.DisplayName()} state");
        Operand input = context.ReadOrConstant(node.Inputs[0], "input");
        BufferId memory = context.MoveOn(node.Inputs[4], node.Outputs[1]);
        var toState = QuantizedMultiplier.From(ToState(node, context.Graph));
        context.Add(new Step(
            "weigh the input",
            new KernelCall(isWide ? Kernels.SvdfFeatureS16 : Kernels.SvdfFeatureS8,
            [
                new("weights", context.Constant("feature_weights", ConstantElement.Int8, context.Graph[node.Inputs[1]].Data!, "[filters][inputs]")),
                new("offsets", context.Constant("offsets", ConstantElement.Int32, ConstantData.Of<int>(FeatureOffsets(node, context.Graph)), "- input zero point * sum of the filter's weights")),
                new("batches", new IntegerValue(batches)),
                new("filters", new IntegerValue(feature[0])),
                new("inputs", new IntegerValue(feature[1])),
                new("memory", new IntegerValue(time[1])),
                new("multiplier", new IntegerValue(toState.Multiplier)),
                new("shift", new IntegerValue(toState.Shift)),
                new("state_zero_point", new IntegerValue(state.Quantization!.ZeroPoint)),
                rounding,
            ]),
            [input], memory, Continues: true));
        var toOutput = QuantizedMultiplier.From(ToOutput(node, context.Graph));
        context.Add(new Step(
            "weigh the memory",
            new KernelCall(isWide ? Kernels.SvdfTimeS16 : Kernels.SvdfTimeS8,
            [
                new("weights", context.Constant(
                    "time_weights", isWide ? ConstantElement.Int16 : ConstantElement.Int8, context.Graph[node.Inputs[2]].Data!, "[filters][memory]")),
                new("bias", context.Constant("bias", ConstantElement.Int32, ConstantData.Of<int>(Bias(node, context.Graph, units)), "bias - state zero point * sum of the unit's time weights")),
                new("batches", new IntegerValue(batches)),
                new("units", new IntegerValue(units)),
                new("depth", new IntegerValue(time.ElementCount / units)),
                new("multiplier", new IntegerValue(toOutput.Multiplier)),
                new("shift", new IntegerValue(toOutput.Shift)),
                new("output_zero_point", new IntegerValue(context.TypeOf(node.Output).Quantization!.ZeroPoint)),
                rounding,
            ]),
            memory, context.Allocate(node.Output, BufferForm.Plain), MayOverlay: false));
    }

    private static float Scale(Node node, Graph graph, int input) => graph.TypeOf(node.Inputs[input]).Quantization!.Scale;

    // Both factors are float32 in the format's kernels.
    private static float ToState(Node node, Graph graph) => Scale(node, graph, 0) * Scale(node, graph, 1) / Scale(node, graph, 4);

    private static float ToOutput(Node node, Graph graph) => Scale(node, graph, 4) * Scale(node, graph, 2) / graph.TypeOf(node.Output).Quantization!.Scale;

    private static int[] FeatureOffsets(Node node, Graph graph)
    {
        int zeroPoint = graph.TypeOf(node.Inputs[0]).Quantization!.ZeroPoint, inputs = graph.TypeOf(node.Inputs[1]).Shape[1];
        return inputs == 0 ? new int[graph.TypeOf(node.Inputs[1]).Shape[0]]
            : [.. graph[node.Inputs[1]].Data!.ToArray<sbyte>().Chunk(inputs).Select(weights => -zeroPoint * weights.Sum(weight => (int)weight))];
    }

    private static int[] Bias(Node node, Graph graph, int units)
    {
        ConstantData time = graph[node.Inputs[2]].Data!;
        int[] weights = graph.TypeOf(node.Inputs[2]).Element == ElementType.Int16
            ? Array.ConvertAll(time.ToArray<short>(), weight => (int)weight)
            : Array.ConvertAll(time.ToArray<sbyte>(), weight => (int)weight);
        int[]? bias = node.Input(3).IsNone ? null : graph[node.Input(3)].Data!.ToArray<int>();
        int zeroPoint = graph.TypeOf(node.Inputs[4]).Quantization!.ZeroPoint;
        return [.. weights.Chunk(weights.Length / units).Select((own, unit) => unchecked((bias?[unit] ?? 0) - (zeroPoint * own.Aggregate(0, (sum, weight) => unchecked(sum + weight)))))];
    }
}
