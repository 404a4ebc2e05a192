namespace Adc.Simulator.Reference;

/// <summary>A tensor as rows: the vectors along its last axis.</summary>
internal static class Rows
{
    /// <summary>Elements of a row; the tensor is no scalar.</summary>
    public static int Depth(Invocation call) => call.Output.Shape.Extents[^1];

    /// <summary>Applies a function to each row by itself.</summary>
    public static T[] Map<T>(Invocation call, T[] values, Func<T[], T[]> ofRow) =>
        [.. values.Chunk(Math.Max(1, Depth(call))).SelectMany(ofRow)];
}
