using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>MEAN, SUM and REDUCE_MAX: two nests of loops, one over the kept axes and one over the reduced.</summary>
internal sealed class ReduceLowering : ILowering
{
    private const int Loops = 3;
    private const float LargestScaleRatio = 1 << 16;

    public IReadOnlyList<LegalityRule> Rules { get; } =
    [
        Lowering.Cpu.Rules.Int8ToInt8,
        new("the axes must be a constant int32 vector, and leave the output's shape", (node, graph) => Reduced(node, graph) is not null),
        new(
            "REDUCE_MAX must keep scale and zero point",
            (node, graph) => ((Reduce)node.Operator).Reduction != Reduction.Max || graph.TypeOf(node.Inputs[0]).Quantization == graph.TypeOf(node.Output).Quantization),
        new(
            "the input's scale must be below 65,536 output scales",
            (node, graph) => graph.TypeOf(node.Inputs[0]).Quantization!.Scale / graph.TypeOf(node.Output).Quantization!.Scale < LargestScaleRatio),
        new(
            "the reduced axes must form at most three groups of neighbours, and so must the others",
            (node, graph) => Nests(graph.TypeOf(node.Inputs[0]).Shape, Reduced(node, graph)!) is { Kept.Count: <= Loops, Reduced.Count: <= Loops }),
        new("the input must not be a constant", (node, graph) => !graph[node.Inputs[0]].IsConstant),
    ];

    public void Lower(Node node, LoweringContext context)
    {
        var reduce = (Reduce)node.Operator;
        Shape shape = context.TypeOf(node.Inputs[0]).Shape;
        (List<Loop> kept, List<Loop> reduced) = Nests(shape, Reduced(node, context.Graph)!);
        bool isMax = reduce.Reduction == Reduction.Max;
        Sequence<KernelParameter> loops = [.. Members("kept", kept), .. Members("reduced", reduced)];
        context.Decide(Engine.Cpu, isMax ? "compares" : "adds up, then rescales");
        context.Add(new Step(
            "reduce",
            isMax
                ? new KernelCall(Kernels.ReduceMaxS8, loops)
                : new KernelCall(Kernels.ReduceSumS8, [.. loops, .. Finish(node, context, shape.ElementCount / context.TypeOf(node.Output).Shape.ElementCount)]),
            context.Read(node.Inputs[0], BufferForm.Plain), context.Allocate(node.Output, BufferForm.Plain),
            MayOverlay: true)); // an output never lies behind the first of its own inputs, nor of any later one's
    }

    private static Sequence<bool>? Reduced(Node node, Graph graph)
    {
        Tensor axes = graph[node.Inputs[1]];
        Shape input = graph.TypeOf(node.Inputs[0]).Shape;
        return axes is { Type.Element: ElementType.Int32, Data: ConstantData data }
            && Reduce.Reduced(input, data.ToArray<int>()) is Sequence<bool> reduced
            && ((Reduce)node.Operator).InferOutput(input, reduced) == graph.TypeOf(node.Output).Shape ? reduced : null;
    }

    /// <summary>Neighbouring axes of one kind become one loop; axes of extent 1 none.</summary>
    private static (List<Loop> Kept, List<Loop> Reduced) Nests(Shape shape, Sequence<bool> isReduced)
    {
        List<Loop> kept = [], reduced = [];
        int stride = 1;
        List<Loop>? last = null;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            List<Loop> nest = isReduced[axis] ? reduced : kept;
            if (shape[axis] != 1)
            {
                if (nest == last)
                {
                    nest[0] = nest[0] with { Extent = nest[0].Extent * shape[axis] };
                }
                else
                {
                    nest.Insert(0, new Loop(shape[axis], stride));
                }

                last = nest;
                stride *= shape[axis];
            }
        }

        return (kept, reduced);
    }

    private static IEnumerable<KernelParameter> Members(string name, List<Loop> nest)
    {
        Loop[] all = [.. Enumerable.Repeat(new Loop(1, 0), Loops - nest.Count), .. nest];
        return
        [
            new(name, new IntegersValue(all.Select(loop => loop.Extent).ToSequence())),
            new($"{name}_strides", new IntegersValue(all.Select(loop => loop.Stride).ToSequence())),
        ];
    }

    private static IEnumerable<KernelParameter> Finish(Node node, LoweringContext context, int count)
    {
        Quantization from = context.TypeOf(node.Inputs[0]).Quantization!, to = context.TypeOf(node.Output).Quantization!;
        bool isMean = ((Reduce)node.Operator).Reduction == Reduction.Mean;
        Finishing how = context.Options.Rounding == Rounding.Tflite
            ? ForHosts(node, context, from, to, count)
            : new Finishing("ADC_REDUCE_REQUANTIZE", WithDivisor(from.Scale / (double)to.Scale, isMean ? count : 1), from.ZeroPoint * count, to.ZeroPoint);
        return
        [
            new("count", new IntegerValue(count)),
            new("finish", new SymbolValue(how.Kind)),
            new("offset", new IntegerValue(how.Offset)),
            new("multiplier", new IntegerValue(how.Multiplier.Multiplier)),
            new("shift", new IntegerValue(how.Multiplier.Shift)),
            new("rounding", new SymbolValue((context.Options.Rounding == Rounding.Single ? Rounding.Single : Rounding.Tflm).Enumerator())),
            new("scale", new FloatValue(how.Scale)),
            new("bias", new FloatValue(how.Bias)),
            new("zero_point", new IntegerValue(how.ZeroPoint)),
        ];
    }

    /// <summary>A factor divided by a count the way the integer path does it: the quotient of the mantissa is cut off.</summary>
    private static QuantizedMultiplier WithDivisor(double factor, int count)
    {
        var multiplier = QuantizedMultiplier.From(factor);
        int shift = Math.Min(31 - BitOperations.LeadingZeroCount((uint)count), 31 + multiplier.Shift);
        return new((int)(((long)multiplier.Multiplier << shift) / count), multiplier.Shift - shift);
    }

    // TensorFlow Lite 2.9 has one way for means over height and width, one where nothing is rescaled, and float32 for the rest.
    private static Finishing ForHosts(Node node, LoweringContext context, Quantization from, Quantization to, int count)
    {
        var reduce = (Reduce)node.Operator;
        int[] axes = context.Graph[node.Inputs[1]].Data!.ToArray<int>();
        bool isMean = reduce.Reduction == Reduction.Mean;
        if (isMean && reduce.KeepDimensions && context.TypeOf(node.Inputs[0]).Shape.Rank == 4 && axes is [1, 2] or [2, 1])
        {
            return new("ADC_REDUCE_DIVIDE", QuantizedMultiplier.From(from.Scale / (double)to.Scale), from.ZeroPoint * count, to.ZeroPoint);
        }

        if (isMean && from == to)
        {
            return new("ADC_REDUCE_CUT_OFF", default, 0, 0);
        }

        string kind = isMean ? "ADC_REDUCE_REAL_MEAN" : "ADC_REDUCE_REAL_SUM";
        float scale = from.Scale / to.Scale;
        return from == to
            ? new(kind, default, 0, 0, 1, 0)
            : new(kind, default, 0, to.ZeroPoint, scale, -from.ZeroPoint * scale * (isMean ? 1 : count));
    }

    private readonly record struct Loop(int Extent, int Stride);

    private sealed record Finishing(string Kind, QuantizedMultiplier Multiplier, int Offset, int ZeroPoint, float Scale = 0, float Bias = 0);
}
