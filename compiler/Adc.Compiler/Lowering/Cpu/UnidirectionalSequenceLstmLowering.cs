using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>UNIDIRECTIONAL_SEQUENCE_LSTM: one step that computes the whole sequence, and one that keeps its last hidden state.</summary>
internal sealed class UnidirectionalSequenceLstmLowering : ILowering
{
    private const int Hidden = 13, Cell = 14, FirstBias = 9, Gates = 4;
    private const int LeastCellPower = -25;
    private const float LargestScaleRatio = 1 << 16;
    private const double GateScale = 1.0 / 4096, UnitScale = 1.0 / 32768;
    private const int NoClip = 1 << 15;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8,
        new TypeRule(
            "weights and hidden state must be int8, the cell state int16, each with one scale, and the biases int32",
            (node, graph) => Weights.Append(Hidden).All(index => Lowering.Cpu.Rules.IsInt8(graph.TypeOf(node.Inputs[index])))
                && graph.TypeOf(node.Inputs[Cell]) is { Element: ElementType.Int16, Quantization.IsPerChannel: false }
                && Biases.All(index => graph.TypeOf(node.Inputs[index]).Element == ElementType.Int32)),
        new("weights and biases must be constant", (node, graph) => Weights.Concat(Biases).All(index => graph[node.Inputs[index]].IsConstant)),
        new("the scale of the cell state must be a power of two from 2^-25 to 1", (node, graph) => CellPower(node, graph) is not null),
        new(
            "input scale * weight scale and hidden scale * weight scale must be below 16, and the hidden scale above 2^-46",
            (node, graph) => Weights.All(index => Factor(node, graph, index) < LargestScaleRatio)
                && UnitScale * UnitScale / graph.TypeOf(node.Inputs[Hidden]).Quantization!.Scale < LargestScaleRatio),
    ];

    private static IEnumerable<int> Weights => Enumerable.Range(1, 2 * Gates);

    private static IEnumerable<int> Biases => Enumerable.Range(FirstBias, Gates);

    public void Lower(Node node, LoweringContext context)
    {
        var lstm = (UnidirectionalSequenceLstm)node.Operator;
        Graph graph = context.Graph;
        Shape input = context.TypeOf(node.Inputs[0]).Shape;
        int batches = input[lstm.IsTimeMajor ? 1 : 0], steps = input[lstm.IsTimeMajor ? 0 : 1], units = context.TypeOf(node.Output).Shape[2];
        int batchRows = lstm.IsTimeMajor ? 1 : steps, stepRows = lstm.IsTimeMajor ? batches : 1;
        context.Decide(Engine.Cpu, "the whole sequence at once; tables with straight lines between for the gates");
        Operand x = context.ReadOrConstant(node.Inputs[0], "input");
        BufferId before = context.Read(node.Inputs[Hidden], BufferForm.Plain), cell = context.MoveOn(node.Inputs[Cell], node.Outputs[2]);
        BufferId output = context.Allocate(node.Output, BufferForm.Plain);

        // To the planner the cell state is scratch memory of the step, which happens to live on.
        context.Add(new Step("compute the sequence", new KernelCall(Kernels.LstmS8,
            [
                new("input_weights", Rows(node, context, "input_weights", 1, "[input, forget, cell, output gate][units][inputs]")),
                new("recurrent_weights", Rows(node, context, "recurrent_weights", 1 + Gates, "[input, forget, cell, output gate][units][units]")),
                new("input_offsets", Offsets(node, context, "input_offsets", 1, 0, FirstBias, "bias - input zero point * sum of the row's weights")),
                new("recurrent_offsets", Offsets(node, context, "recurrent_offsets", 1 + Gates, Hidden, null, "- hidden zero point * sum of the row's weights")),
                .. Multipliers("input", Weights.Take(Gates).Select(index => Factor(node, graph, index))),
                .. Multipliers("recurrent", Weights.Skip(Gates).Select(index => Factor(node, graph, index))),
                new("batches", new IntegerValue(batches)),
                new("steps", new IntegerValue(steps)),
                new("inputs", new IntegerValue(input[2])),
                new("units", new IntegerValue(units)),
                new("batch_rows", new IntegerValue(batchRows)),
                new("step_rows", new IntegerValue(stepRows)),
                .. Multiplier("kept", UnitScale),
                .. Multiplier("added", UnitScale * UnitScale / context.TypeOf(node.Inputs[Cell]).Quantization!.Scale),
                .. Multiplier("hidden", UnitScale * UnitScale / context.TypeOf(node.Inputs[Hidden]).Quantization!.Scale),
                new("hidden_zero_point", new IntegerValue(context.TypeOf(node.Inputs[Hidden]).Quantization!.ZeroPoint)),
                .. CellSteps(12 + CellPower(node, graph)!.Value),
                new("cell_clip", new IntegerValue(Clip(lstm.CellClip, context.TypeOf(node.Inputs[Cell]).Quantization!.Scale))),
                new("rounding", new SymbolValue(context.Options.Rounding == Rounding.Single ? "ADC_ROUNDING_SINGLE" : "ADC_ROUNDING_TFLM")),
            ]),
            [x, before], output, Scratch: cell));
        context.Add(new Step("keep the last step", new KernelCall(Kernels.LstmLastS8,
            [
                new("batches", new IntegerValue(batches)),
                new("units", new IntegerValue(units)),
                new("first_row", new IntegerValue((steps - 1) * stepRows)),
                new("batch_rows", new IntegerValue(batchRows)),
            ]),
            output, context.MoveOn(node.Inputs[Hidden], node.Outputs[1]), MayOverlay: false));
    }

    private static double Factor(Node node, Graph graph, int weights)
    {
        float source = graph.TypeOf(node.Inputs[weights <= Gates ? 0 : Hidden]).Quantization!.Scale;
        return Math.Min(source * graph.TypeOf(node.Inputs[weights]).Quantization!.Scale, float.MaxValue) / GateScale;
    }

    private static int? CellPower(Node node, Graph graph)
    {
        float scale = graph.TypeOf(node.Inputs[Cell]).Quantization!.Scale;
        int power = MathF.ILogB(scale);
        return MathF.ScaleB(1, power) == scale && power is >= LeastCellPower and <= 0 ? power : null;
    }

    private static int Clip(float clip, float scale) => clip > 0 ? (int)Math.Min((double)clip / scale, short.MaxValue) : NoClip;

    // From the cell state's steps of 2^power to steps of 1/12288: times 3 * 2^(12 + power).
    private static Sequence<KernelParameter> CellSteps(int power) =>
    [
        new("cell_multiplier", new IntegerValue(3 << Math.Max(0, power))),
        new("cell_shift", new IntegerValue(Math.Max(0, -power))),
    ];

    private static Sequence<KernelParameter> Multiplier(string name, double real)
    {
        var multiplier = QuantizedMultiplier.From(real);
        return [new($"{name}_multiplier", new IntegerValue(multiplier.Multiplier)), new($"{name}_shift", new IntegerValue(multiplier.Shift))];
    }

    private static Sequence<KernelParameter> Multipliers(string name, IEnumerable<double> reals)
    {
        QuantizedMultiplier[] multipliers = [.. reals.Select(QuantizedMultiplier.From)];
        return
        [
            new($"{name}_multipliers", new IntegersValue(multipliers.Select(multiplier => multiplier.Multiplier).ToSequence())),
            new($"{name}_shifts", new IntegersValue(multipliers.Select(multiplier => multiplier.Shift).ToSequence())),
        ];
    }

    private static ConstantValue Rows(Node node, LoweringContext context, string role, int first, string remark)
    {
        byte[] bytes = [.. Enumerable.Range(first, Gates).SelectMany(index => context.Graph[node.Inputs[index]].Data!.Bytes.ToArray())];
        return context.Constant(role, ConstantElement.Int8, new ConstantData(bytes), remark);
    }

    private static ConstantValue Offsets(Node node, LoweringContext context, string role, int first, int source, int? bias, string remark)
    {
        int zeroPoint = context.TypeOf(node.Inputs[source]).Quantization!.ZeroPoint;
        int[] offsets = [.. Enumerable.Range(0, Gates).SelectMany(gate =>
        {
            int columns = context.TypeOf(node.Inputs[first + gate]).Shape[1];
            sbyte[] weights = context.Graph[node.Inputs[first + gate]].Data!.ToArray<sbyte>();
            int[] own = bias is int start ? context.Graph[node.Inputs[start + gate]].Data!.ToArray<int>() : new int[context.TypeOf(node.Output).Shape[2]];
            return own.Select((value, unit) => unchecked(value - (zeroPoint * weights.Skip(unit * columns).Take(columns).Sum(weight => (int)weight))));
        })];
        return context.Constant(role, ConstantElement.Int32, ConstantData.Of<int>(offsets), remark);
    }
}
