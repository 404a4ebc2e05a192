namespace Adc.Compiler.Ir;

/// <summary>Extents of a tensor, outermost first. No extent is negative; a scalar has none.</summary>
public sealed record Shape(Sequence<int> Extents)
{
    public static Shape Of(params int[] extents) => new(extents.ToSequence());

    public int Rank => Extents.Count;

    public int this[int axis] => Extents[axis];

    /// <summary>Product of the extents; 1 for a scalar.</summary>
    public int ElementCount => Extents.Contains(0) ? 0 : Extents.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>The same shape with another extent on the last axis.</summary>
    public Shape WithLast(int extent) => new([.. Extents.Items[..^1], extent]);

    public override string ToString() => $"[{string.Join(",", Extents)}]";
}
