using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>A box of elements that goes from regular places of one tensor to regular places of another.</summary>
/// <param name="Axes">The box, outermost axis first.</param>
/// <param name="SourceOffset">Elements before the first that is read.</param>
/// <param name="TargetOffset">Elements before the first that is written.</param>
internal sealed record StridedMove(Sequence<MoveAxis> Axes, int SourceOffset = 0, int TargetOffset = 0)
{
    /// <summary>As many axes as the kernel has loops.</summary>
    public const int MostAxes = 6;

    /// <summary>A box of a given shape, with a stride for each axis on both sides.</summary>
    public static StridedMove Of(
        IReadOnlyList<int> extents, IReadOnlyList<int> sourceStrides, IReadOnlyList<int> targetStrides, int sourceOffset = 0, int targetOffset = 0) =>
        new(extents.Select((extent, axis) => new MoveAxis(extent, sourceStrides[axis], targetStrides[axis])).ToSequence(), sourceOffset, targetOffset);

    /// <summary>Elements from one index of an axis to the next, for each axis of a tensor.</summary>
    public static int[] StridesOf(IReadOnlyList<int> extents)
    {
        int[] strides = new int[extents.Count];
        int stride = 1;
        for (int axis = extents.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = unchecked(stride * extents[axis]); // leaves 32 bits only where another extent is 0
        }

        return strides;
    }

    public static int[] StridesOf(Shape shape) => StridesOf(shape.Extents);

    public bool IsEmpty => Axes.Any(axis => axis.Extent == 0);

    /// <summary>The same move with as few axes as can be: extents of 1 are dropped, and two axes that one step crosses become one.</summary>
    public StridedMove Simplified()
    {
        List<MoveAxis> axes = [];
        foreach (MoveAxis axis in Axes.Where(axis => axis.Extent != 1))
        {
            MoveAxis outer = axes.Count > 0 ? axes[^1] : default;
            bool continues = axes.Count > 0
                && outer.SourceStride == (long)axis.SourceStride * axis.Extent && outer.TargetStride == (long)axis.TargetStride * axis.Extent;
            if (continues)
            {
                axes[^1] = axis with { Extent = checked(outer.Extent * axis.Extent) };
            }
            else
            {
                axes.Add(axis);
            }
        }

        return this with { Axes = axes.ToSequence() };
    }

    /// <summary>The move copies this many elements, the first ones of the source, as they follow each other; null when it does anything else.</summary>
    public int? Run() => SourceOffset != 0 ? null : Simplified().Axes switch
    {
        [] => 1,
        [{ SourceStride: 1, TargetStride: 1 } only] => only.Extent,
        _ => null,
    };

    /// <summary>The kernel's loops and runs, or null when there are more loops than it has.</summary>
    public Sequence<KernelParameter>? Parameters(int elementSizeInBytes)
    {
        MoveAxis[] axes = [.. Simplified().Axes];
        int run = elementSizeInBytes;
        if (axes is [.., { SourceStride: 1, TargetStride: 1 } inner])
        {
            run = inner.Extent * elementSizeInBytes;
            axes = axes[..^1];
        }

        if (axes.Length > MostAxes)
        {
            return null;
        }

        MoveAxis[] loops = [.. Enumerable.Repeat(new MoveAxis(1, 0, 0), MostAxes - axes.Length), .. axes];
        IntegersValue Bytes(Func<MoveAxis, int> strideOf) => new(loops.Select(axis => strideOf(axis) * elementSizeInBytes).ToSequence());
        return
        [
            new("run", new IntegerValue(run)),
            new("extents", new IntegersValue(loops.Select(axis => axis.Extent).ToSequence())),
            new("source_strides", Bytes(axis => axis.SourceStride)),
            new("target_strides", Bytes(axis => axis.TargetStride)),
            new("source_offset", new IntegerValue((long)SourceOffset * elementSizeInBytes)),
            new("target_offset", new IntegerValue((long)TargetOffset * elementSizeInBytes)),
        ];
    }
}

/// <summary>One axis of a move.</summary>
/// <param name="SourceStride">Elements from one that is read to the next; 0 reads one over and over, negative ones go backwards.</param>
/// <param name="TargetStride">Elements from one that is written to the next.</param>
internal readonly record struct MoveAxis(int Extent, int SourceStride, int TargetStride);
