using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Gives int32 outputs with fractional bits in the place of int8 ones, where that is asked for.</summary>
/// <remarks>A fully connected layer at the end gives its sums so; behind any other layer the int8 values are only rescaled.</remarks>
internal sealed class WidenOutput : IPass
{
    // What kernels may multiply with.
    private const double LargestFactor = 1 << 16;

    public string Name => "widen-output";

    public Graph Run(Graph graph, PassContext context) => context.WideOutput is not WideOutput wide
        ? graph
        : graph.Outputs.Distinct().Aggregate(graph, (widened, output) => Widen(widened, output, wide, context.Diagnostics));

    private static Graph Widen(Graph graph, TensorId output, WideOutput wide, DiagnosticBag diagnostics)
    {
        TensorType narrow = graph.TypeOf(output);
        if (narrow is not { Element: ElementType.Int8, Quantization: { IsPerChannel: false } steps })
        {
            diagnostics.Report(Catalogue.NoEffect, wide.Origin, WideOutput.Key, $"the output '{graph[output].Name}' is {narrow}, not quantized to int8");
            return graph;
        }

        TensorId computed = BehindReshapes(graph, output);
        Node? layer = graph.WriterOf(computed) is { Operator: FullyConnected } last && IsAlone(graph, computed, output) && GivesSums(last, graph) ? last : null;
        (double Bound, double Scale)[] sums = layer is null ? [(LargestDistance(narrow), steps.Scale)] : [.. Sums(layer, graph)];
        int largest = Enumerable.Range(0, WideOutput.LargestRadix + 1).LastOrDefault(radix => Fits(sums, radix));
        if (wide.Radix > largest)
        {
            diagnostics.Report(
                Catalogue.OutOfRange, wide.Origin, WideOutput.RadixKey, wide.Radix, $"at most {largest} for the output '{graph[output].Name}', whose largest values would overflow");
            return graph;
        }

        Quantization fraction = Quantization.PerTensor(MathF.ScaleB(1, -(wide.Radix == 0 ? largest : wide.Radix)), 0);
        return layer is null ? Rescaled(graph, output, fraction) : OfSums(graph, layer, output, steps, fraction);
    }

    private static Graph OfSums(Graph graph, Node layer, TensorId output, Quantization steps, Quantization fraction)
    {
        Graph widened = graph.Replace(layer, layer with { Operator = ((FullyConnected)layer.Operator) with { NarrowOutput = steps } });
        for (TensorId id = output; ; id = widened.WriterOf(id)!.Inputs[0])
        {
            widened = widened.With(widened[id] with { Type = Wide(widened.TypeOf(id), fraction) });
            if (id == layer.Output)
            {
                return widened;
            }
        }
    }

    private static Graph Rescaled(Graph graph, TensorId output, Quantization fraction)
    {
        var wide = new Tensor(graph.NextId(), $"{graph[output].Name}/int32", Wide(graph.TypeOf(output), fraction));
        Origin origin = graph.WriterOf(output)?.Origin ?? Origin.None;
        return graph.With(wide) with
        {
            Nodes = [.. graph.Nodes, new Node(new Quantize(), [output], [wide.Id], origin)],
            Outputs = graph.Outputs.Select(id => id == output ? wide.Id : id).ToSequence(),
        };
    }

    private static TensorType Wide(TensorType narrow, Quantization fraction) => narrow with { Element = ElementType.Int32, Quantization = fraction };

    private static TensorId BehindReshapes(Graph graph, TensorId id) =>
        graph.WriterOf(id) is { Operator: Reshape } reshape && IsAlone(graph, id, id) ? BehindReshapes(graph, reshape.Inputs[0]) : id;

    // Nobody but the output wants the tensor in its steps.
    private static bool IsAlone(Graph graph, TensorId id, TensorId output) =>
        graph.ReadersOf(id).All(reader => reader.Operator is Reshape) && graph.ReadersOf(id).Count() <= (id == output ? 0 : 1)
        && (id == output || !graph.Outlives(id)) && graph.States.All(state => state.After != id);

    private static bool GivesSums(Node layer, Graph graph)
    {
        bool IsInt8(TensorId id) => graph.TypeOf(id) is { Element: ElementType.Int8, Quantization: not null };
        TensorId bias = layer.Input(2);
        return IsInt8(layer.Inputs[0]) && IsInt8(layer.Inputs[1]) && graph[layer.Inputs[1]].IsConstant && !graph[layer.Inputs[0]].IsConstant
            && graph.TypeOf(layer.Inputs[1]).Quantization!.ZeroPoints.All(zeroPoint => zeroPoint == 0)
            && (bias.IsNone || graph[bias] is { IsConstant: true, Type.Element: ElementType.Int32 });
    }

    /// <summary>For each row of weights the largest sum that any input can give, and what a unit of it means.</summary>
    private static IEnumerable<(double Bound, double Scale)> Sums(Node layer, Graph graph)
    {
        TensorType input = graph.TypeOf(layer.Inputs[0]);
        Tensor weights = graph[layer.Inputs[1]];
        sbyte[] values = weights.Data!.ToArray<sbyte>();
        int rows = weights.Type.Shape[0], columns = weights.Type.Shape[1];
        int[] bias = layer.Input(2).IsNone ? new int[rows] : graph[layer.Input(2)].Data!.ToArray<int>();
        Sequence<float> scales = weights.Type.Quantization!.Scales;
        for (int row = 0; row < rows; row++)
        {
            double magnitude = values.AsSpan(row * columns, columns).ToArray().Sum(weight => (double)Math.Abs((int)weight));
            yield return (Math.Abs((double)bias[row]) + (magnitude * LargestDistance(input)), (double)input.Quantization!.Scale * scales[scales.Count > 1 ? row : 0]);
        }
    }

    private static double LargestDistance(TensorType type) =>
        Math.Max(sbyte.MaxValue - type.Quantization!.ZeroPoint, type.Quantization.ZeroPoint - sbyte.MinValue);

    /// <summary>Kernels shift a sum to the left by the factor's power of two before they multiply.</summary>
    private static bool Fits((double Bound, double Scale)[] sums, int radix)
    {
        const double Rounding = 1 + 1e-6;
        return sums.All(sum => Math.ScaleB(sum.Scale, radix) is var factor && factor < LargestFactor
            && Math.ScaleB(sum.Bound, Math.Max(0, Math.ILogB(factor * Rounding) + 1)) <= int.MaxValue);
    }
}
