using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference.Fast;

/// <summary>What the positions of a window see of an image: its elements, centred, with real zeros beyond the edges.</summary>
/// <param name="Channels">Elements of a pixel; there are more than the image's when they are repeated or filled up with zeros.</param>
/// <param name="Repeat">How often each channel of the image stands in a pixel, one copy beside the other.</param>
internal sealed record WindowedImage(WindowAxis Vertical, WindowAxis Horizontal, int Depth, int Channels, int Repeat = 1)
{
    /// <summary>Larger images are left to the reference.</summary>
    private const long MostElements = 1 << 26;

    /// <summary>Rows from the first that a window sees to the last.</summary>
    public int Height => (int)Extent(Vertical);

    public int Width => (int)Extent(Horizontal);

    public int ElementCount => Height * Width * Channels;

    public bool IsSmallEnough => Extent(Vertical) * Extent(Horizontal) <= MostElements / Channels;

    /// <summary>The pixels of the image are the pixels that windows of one element see, one after the other.</summary>
    public bool IsPlain => Height == Vertical.Input && Width == Horizontal.Input && Vertical.Before == 0 && Horizontal.Before == 0 && Channels == Depth;

    /// <param name="image">int8, height by width by depth.</param>
    /// <param name="to"><see cref="ElementCount"/> elements.</param>
    public void Fill(ReadOnlySpan<sbyte> image, int zeroPoint, Span<short> to)
    {
        if (IsPlain)
        {
            Centred.Widen(image, zeroPoint, to);
            return;
        }

        to.Clear();
        int endRow = (int)Math.Min(Vertical.Input, Height - Vertical.Before), endColumn = (int)Math.Min(Horizontal.Input, Width - Horizontal.Before);
        for (int row = 0; row < endRow; row++)
        {
            ReadOnlySpan<sbyte> from = image.Slice(row * Horizontal.Input * Depth, endColumn * Depth);
            int at = (((row + (int)Vertical.Before) * Width) + (int)Horizontal.Before) * Channels;
            FillRow(from, zeroPoint, to[at..]);
        }
    }

    private static long Extent(WindowAxis axis) => ((axis.Output - 1) * axis.Stride) + axis.Span;

    private void FillRow(ReadOnlySpan<sbyte> from, int zeroPoint, Span<short> to)
    {
        if (Channels == Depth)
        {
            Centred.Widen(from, zeroPoint, to[..from.Length]);
            return;
        }

        for (int pixel = 0; pixel * Depth < from.Length; pixel++)
        {
            ReadOnlySpan<sbyte> channels = from.Slice(pixel * Depth, Depth);
            Span<short> wide = to.Slice(pixel * Channels, Depth * Repeat);
            if (Repeat == 1)
            {
                Centred.Widen(channels, zeroPoint, wide);
                continue;
            }

            for (int i = 0; i < wide.Length; i++)
            {
                wide[i] = (short)(channels[i / Repeat] - zeroPoint);
            }
        }
    }
}
