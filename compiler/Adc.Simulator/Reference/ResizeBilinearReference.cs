using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Weighted means of four pixels: int8 with weights in 1/1024, float32 in float32.</summary>
internal static class ResizeBilinearReference
{
    private const int One = 1 << 10;

    public static ConstantData? Evaluate(ResizeBilinear @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape from = input.Type.Shape, to = call.Output.Shape;
        bool fits = from.Rank == 4 && to.Rank == 4 && from[0] == to[0] && from[3] == to[3] && from.ElementCount > 0
            && IndexedElements.Numbers(call.OptionalInput(1)) is [int height, int width] && height == to[1] && width == to[2];
        return !fits ? null : call.CommonElement switch
        {
            ElementType.Int8 => OfInt8(@operator, input, to, call.Rounding),
            ElementType.Float32 => OfFloat32(@operator, input, to),
            _ => null,
        };
    }

    private static ConstantData OfInt8(ResizeBilinear resize, TensorValue input, Shape to, Rounding rounding)
    {
        Shape from = input.Type.Shape;
        int[] pixels = IntegerElements.Read(input);
        return ConstantData.Of<sbyte>([.. IndexedElements.IndicesOf(to).Select(index =>
        {
            (int y0, int y1, long down) = Between(resize, index[1], from[1], to[1]);
            (int x0, int x1, long right) = Between(resize, index[2], from[2], to[2]);
            long Pixel(int y, int x) => pixels[(((((index[0] * from[1]) + y) * from[2]) + x) * from[3]) + index[3]];
            long sum = (Pixel(y0, x0) * (One - down) * (One - right)) + (Pixel(y1, x0) * down * (One - right))
                + (Pixel(y0, x1) * (One - down) * right) + (Pixel(y1, x1) * down * right);
            return (sbyte)Rounded(sum, rounding);
        })]);
    }

    // Of two equally near integers, one rounding takes the upper one, the others the one farther from zero.
    private static long Rounded(long sum, Rounding rounding)
    {
        const long Unit = (long)One * One;
        return rounding == Rounding.Single ? (sum + (Unit / 2)) >> 20 : (sum + (sum > 0 ? Unit / 2 : -Unit / 2)) / Unit;
    }

    /// <summary>The two pixels around a position and how far it is from the first one, in 1/1024.</summary>
    private static (int First, int Second, long Distance) Between(ResizeBilinear resize, long position, int from, int to)
    {
        long scale = resize.AlignCorners && to > 1
            ? (((long)One * (from - 1)) + ((to - 1) / 2)) / (to - 1)
            : (((long)One * from) + (to / 2)) / to;
        long place = resize.HalfPixelCenters ? (position * scale) + (scale / 2) - (One / 2) : position * scale;
        int first = (int)Math.Clamp(place / One, 0, from - 1), second = (int)Math.Min((place + One - 1) / One, from - 1);
        return (first, Math.Max(first, second), place - ((long)One * first));
    }

    private static ConstantData OfFloat32(ResizeBilinear resize, TensorValue input, Shape to)
    {
        Shape from = input.Type.Shape;
        float[] pixels = input.Data.ToArray<float>();
        return ConstantData.Of<float>([.. IndexedElements.IndicesOf(to).Select(index =>
        {
            (int y0, int y1, float down) = RealBetween(resize, index[1], from[1], to[1]);
            (int x0, int x1, float right) = RealBetween(resize, index[2], from[2], to[2]);
            float Pixel(int y, int x) => pixels[(((((index[0] * from[1]) + y) * from[2]) + x) * from[3]) + index[3]];
            return (Pixel(y0, x0) * (1 - down) * (1 - right)) + (Pixel(y1, x0) * down * (1 - right))
                + (Pixel(y0, x1) * (1 - down) * right) + (Pixel(y1, x1) * down * right);
        })]);
    }

    private static (int First, int Second, float Distance) RealBetween(ResizeBilinear resize, int position, int from, int to)
    {
        float scale = resize.AlignCorners && to > 1 ? (from - 1) / (float)(to - 1) : from / (float)to;
        float place = resize.HalfPixelCenters ? ((position + 0.5f) * scale) - 0.5f : position * scale;
        int first = (int)Math.Clamp(MathF.Floor(place), 0, from - 1), second = (int)Math.Clamp(MathF.Ceiling(place), 0, from - 1);
        return (first, second, place - first);
    }
}
