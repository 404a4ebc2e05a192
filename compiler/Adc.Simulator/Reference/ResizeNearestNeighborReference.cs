using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>The nearest pixel; positions are float32, as in every kernel of the format.</summary>
internal static class ResizeNearestNeighborReference
{
    public static ConstantData? Evaluate(ResizeNearestNeighbor @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape from = input.Type.Shape, to = call.Output.Shape;
        bool fits = call.CommonElement is not null && from.Rank == 4 && to.Rank == 4 && from.ElementCount > 0
            && IndexedElements.Numbers(call.OptionalInput(1)) is [int height, int width] && height == to[1] && width == to[2];
        return !fits ? null : IndexedElements.Collect(call.Output, index => IndexedElements.At(
            input, index[0], Nearest(@operator, index[1], from[1], to[1]), Nearest(@operator, index[2], from[2], to[2]), index[3]));
    }

    private static int Nearest(ResizeNearestNeighbor resize, int position, int from, int to)
    {
        float scale = resize.AlignCorners && to > 1 ? (from - 1) / (float)(to - 1) : from / (float)to;
        float place = (position + (resize.HalfPixelCenters ? 0.5f : 0)) * scale;
        float nearest = resize.AlignCorners ? MathF.Round(place, MidpointRounding.AwayFromZero) : MathF.Floor(place);
        return (int)Math.Clamp(nearest, 0, from - 1);
    }
}
