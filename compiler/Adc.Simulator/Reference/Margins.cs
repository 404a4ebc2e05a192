using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Pairs of elements before and after each axis.</summary>
internal static class Margins
{
    /// <summary>True when a tensor with these margins has the given shape.</summary>
    public static bool Fit(Shape inner, int[] margins, Shape outer) =>
        margins.Length == 2 * inner.Rank && outer.Rank == inner.Rank && margins.All(margin => margin >= 0)
        && Enumerable.Range(0, inner.Rank).All(axis => (long)inner[axis] + margins[2 * axis] + margins[(2 * axis) + 1] == outer[axis]);
}
