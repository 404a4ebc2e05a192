namespace Adc.Compiler.Ir.Operators;

/// <summary>Resizes images by taking the nearest pixel.</summary>
/// <remarks>Inputs: x [batch, height, width, channels], size [2] (int32: the new height and width).</remarks>
/// <param name="AlignCorners">The corner pixels of both images meet; otherwise the images' edges do.</param>
/// <param name="HalfPixelCenters">A pixel's position is its middle, not its upper left corner.</param>
public sealed record ResizeNearestNeighbor(bool AlignCorners = false, bool HalfPixelCenters = false) : Operator
{
    public override string Name => "RESIZE_NEAREST_NEIGHBOR";

    public override Arity Arity => new(2, 2, 1);

    public override string Attributes => ResizeAttributes.Text(AlignCorners, HalfPixelCenters);
}
