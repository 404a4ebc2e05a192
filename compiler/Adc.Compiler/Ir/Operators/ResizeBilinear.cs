namespace Adc.Compiler.Ir.Operators;

/// <summary>Resizes images by interpolating between the four nearest pixels.</summary>
/// <remarks>Inputs: x [batch, height, width, channels], size [2] (int32: the new height and width).</remarks>
/// <param name="AlignCorners">The corner pixels of both images meet; otherwise the images' edges do.</param>
/// <param name="HalfPixelCenters">A pixel's position is its middle, not its upper left corner.</param>
public sealed record ResizeBilinear(bool AlignCorners = false, bool HalfPixelCenters = false) : Operator
{
    public override string Name => "RESIZE_BILINEAR";

    public override Arity Arity => new(2, 2, 1);

    public override string Attributes => ResizeAttributes.Text(AlignCorners, HalfPixelCenters);
}

/// <summary>How the two resizing operators print what they align.</summary>
internal static class ResizeAttributes
{
    public static string Text(bool alignCorners, bool halfPixelCenters) => (alignCorners, halfPixelCenters) switch
    {
        (true, true) => "corners aligned, half-pixel centers",
        (true, false) => "corners aligned",
        (false, true) => "half-pixel centers",
        _ => "",
    };
}
