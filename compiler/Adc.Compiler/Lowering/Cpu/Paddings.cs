using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Pairs of elements before and after each axis.</summary>
internal static class Paddings
{
    /// <summary>True when a tensor with these paddings has the given shape.</summary>
    public static bool Fit(Shape inner, int[] paddings, Shape outer)
    {
        for (int axis = 0; axis < inner.Rank; axis++)
        {
            long before = paddings[2 * axis], after = paddings[(2 * axis) + 1];
            if (before < 0 || after < 0 || before + inner[axis] + after != outer[axis])
            {
                return false;
            }
        }

        return inner.Rank == outer.Rank;
    }
}
