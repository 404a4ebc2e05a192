using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The move between an image and one whose channels hold its blocks.</summary>
internal static class DepthMoves
{
    /// <param name="wide">[batch, h*b, w*b, c].</param>
    /// <param name="deep">[batch, h, w, b*b*c].</param>
    /// <param name="intoDepth">From the wide image to the deep one, or the other way.</param>
    public static Moves Of(Shape wide, Shape deep, int block, bool intoDepth)
    {
        int[] image = StridedMove.StridesOf(wide);
        int[] extents = [deep[0], deep[1], deep[2], block, block, wide[3]];
        int[] blocks = [image[0], block * image[1], block * image[2], image[1], image[2], image[3]], groups = StridedMove.StridesOf(extents);
        return Moves.Of(intoDepth ? StridedMove.Of(extents, blocks, groups) : StridedMove.Of(extents, groups, blocks));
    }
}
