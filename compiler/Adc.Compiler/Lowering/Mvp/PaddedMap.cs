using Adc.Compiler.Ir.Operators;
using Adc.Compiler.Lowering.Mvp.Shapes;
using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>The part of an image that a tile of outputs reads, in half precision with its padding around it: [row][column][channel].</summary>
/// <param name="Vertical">Which rows there are.</param>
/// <param name="Horizontal">Which columns there are.</param>
internal sealed record PaddedMap(ConvolutionOperands Layer, MapAxis Vertical, MapAxis Horizontal)
{
    private const int ElementSize = 2;

    public static PaddedMap Of(ConvolutionOperands layer, ConvolutionTile tile) => new(
        layer, MapAxis.Of(layer.Vertical, tile.FirstRow, tile.Rows), MapAxis.Of(layer.Horizontal, tile.FirstColumn, tile.Columns));

    /// <summary>Whether rows of the image can be scaled by pairs: they begin on even addresses and hold an even number of elements.</summary>
    private bool InPairs => Layer.Width * Layer.Channels % 2 == 0 && Run % 2 == 0 && Horizontal.FirstInside * Layer.Channels % 2 == 0;

    private int Run => Horizontal.Inside * Layer.Channels;

    private int Unit => InPairs ? 2 : 1;

    /// <summary>Elements from one row to the next.</summary>
    public int Pitch => ((Horizontal.Length * Layer.Channels) + Unit - 1) / Unit * Unit;

    // Elements in front of the first pixel, so that the inside of the map begins on a whole word.
    private int Shift => InPairs ? ((Vertical.Before * Pitch) + (Horizontal.Before * Layer.Channels)) % 2 : 0;

    private int InsideStart => Shift + (Vertical.Before * Pitch) + (Horizontal.Before * Layer.Channels);

    private int Elements => (Shift + (Vertical.Length * Pitch) + 1) / 2 * 2;

    public int SizeInBytes => Elements * ElementSize;

    /// <summary>Byte offset of the first pixel in the scratch memory.</summary>
    public int OriginInBytes => Shift * ElementSize;

    /// <summary>Programs that fill the map from the image.</summary>
    public IEnumerable<CandidateProgram> Fill(MvpBase input, MvpBase map)
    {
        if (Run * Vertical.Inside == 0)
        {
            foreach (MvpProgram clear in ClearFlat.Build(map, Elements, Layer.PaddingTerm))
            {
                yield return new CandidateProgram("clear the padding", clear);
            }

            yield break;
        }

        if (Elements > Run * Vertical.Inside)
        {
            int end = InsideStart + ((Vertical.Inside - 1) * Pitch) + Run;
            yield return new CandidateProgram("clear the padding", ClearBorder.Build(
                map, Layer.PaddingTerm, InPairs, Elements / Unit, Units(InsideStart), Math.Max(0, Vertical.Inside - 1), Units(InsideStart + Run), Units(Pitch), Units(Pitch - Run), Units(Elements - end)));
        }

        MvpBase from = input + ((((long)Vertical.FirstInside * Layer.Width) + Horizontal.FirstInside) * Layer.Channels);
        foreach (MvpProgram scale in ScaleRows.Build(
            from, map + (InsideStart * ElementSize), Layer.ReadsSigned, InPairs, Vertical.Inside, Units(Run), Units(Layer.Width * Layer.Channels), Units(Pitch),
            HalfPrecision.SumScale, Layer.CentreTerm))
        {
            yield return new CandidateProgram("scale", scale);
        }
    }

    // Rounded up; only borders, which the inside is written over later, are ever rounded.
    private int Units(int elements) => (elements + Unit - 1) / Unit;
}

/// <summary>One axis of a map: Length elements, of which Inside come from the image, the first of them at FirstInside.</summary>
/// <param name="Before">Elements of padding in front.</param>
internal readonly record struct MapAxis(int Length, int Before, int FirstInside, int Inside)
{
    /// <summary>What outputs first..first+count−1 read.</summary>
    public static MapAxis Of(WindowAxis axis, int first, int count)
    {
        int start = (int)((first * (long)axis.Stride) - axis.Before), length = (int)(((count - 1L) * axis.Stride) + axis.Span);
        return Between(start, start + length, axis.Input);
    }

    /// <summary>Elements start..end−1, of which 0..input−1 exist.</summary>
    public static MapAxis Between(int start, int end, int input)
    {
        int from = Math.Clamp(start, 0, input), to = Math.Clamp(end, from, input);
        return new MapAxis(end - start, from - start, from, to - from);
    }

    /// <summary>The first element, which may lie in front of the image.</summary>
    public int Start => FirstInside - Before;
}
