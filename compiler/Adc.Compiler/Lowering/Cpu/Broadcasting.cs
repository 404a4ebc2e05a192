using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>How a kernel walks operands that are repeated along some axes of the output: adc_broadcast_t.</summary>
/// <param name="Run">Elements along the innermost axis.</param>
/// <param name="Steps">For each operand 1, or 0 where it is repeated along the innermost axis.</param>
/// <param name="Extents">Of the axes around it, from the inside.</param>
/// <param name="Strides">For each of these axes, and there for each operand, the distance in elements.</param>
internal sealed record Broadcasting(int Run, Sequence<int> Steps, Sequence<int> Extents, Sequence<int> Strides)
{
    /// <summary>As adc_broadcast.h has them; the innermost axis is one more.</summary>
    private const int OuterAxes = 4, MostOperands = 3;

    public static LegalityRule Rule { get; } = new(
        "the operands must broadcast along at most five axes, where adjacent axes count once if all operands behave alike along them",
        (node, graph) => Of(graph.TypeOf(node.Output).Shape, [.. node.Inputs.Select(id => graph.TypeOf(id).Shape)]) is not null);

    /// <summary>Null when there are too many axes.</summary>
    /// <param name="operands">Shapes that broadcast to the output's.</param>
    public static Broadcasting? Of(Shape output, IReadOnlyList<Shape> operands)
    {
        List<(int Extent, int[] Strides)> axes = [];
        int[] strides = [.. operands.Select(_ => 1)];
        for (int axis = output.Rank - 1; axis >= 0; axis--)
        {
            int[] own = [.. operands.Select(shape => axis >= output.Rank - shape.Rank ? shape[axis - output.Rank + shape.Rank] : 1)];
            if (output[axis] != 1)
            {
                Append(axes, output[axis], [.. own.Zip(strides, (extent, stride) => extent == 1 ? 0 : stride)]);
            }

            strides = [.. own.Zip(strides, (extent, stride) => extent * stride)];
        }

        if (axes.Count > OuterAxes + 1)
        {
            return null;
        }

        (int run, int[] steps) = axes.Count > 0 ? axes[0] : (1, [.. operands.Select(_ => 0)]);
        int[] none = new int[MostOperands];
        return new(
            run,
            [.. steps, .. none[operands.Count..]],
            [.. Enumerable.Range(1, OuterAxes).Select(axis => axis < axes.Count ? axes[axis].Extent : 1)],
            [.. Enumerable.Range(1, OuterAxes).SelectMany(axis => axis < axes.Count ? axes[axis].Strides.Concat(none[operands.Count..]) : none)]);
    }

    public IEnumerable<KernelParameter> Parameters =>
    [
        new("shape.run", new IntegerValue(Run)),
        new("shape.steps", new IntegersValue(Steps)),
        new("shape.extents", new IntegersValue(Extents)),
        new("shape.strides", new IntegersValue(Strides)),
    ];

    // An axis goes on where the one inside it ends, if that holds for every operand.
    private static void Append(List<(int Extent, int[] Strides)> axes, int extent, int[] strides)
    {
        if (axes.Count > 0 && axes[^1].Strides.Zip(strides).All(pair => pair.Second == pair.First * axes[^1].Extent))
        {
            axes[^1] = (axes[^1].Extent * extent, axes[^1].Strides);
            return;
        }

        axes.Add((extent, strides));
    }
}
