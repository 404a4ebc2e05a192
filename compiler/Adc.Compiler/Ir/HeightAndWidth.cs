namespace Adc.Compiler.Ir;

/// <summary>Swaps axes 1 and 2 of images [batch, height, width, channels]; tensors of another rank stay as they are.</summary>
public static class HeightAndWidth
{
    private const int ImageRank = 4;

    public static bool Has(Shape shape) => shape.Rank == ImageRank;

    public static Shape Swap(Shape shape) => Has(shape) ? Shape.Of(shape[0], shape[2], shape[1], shape[3]) : shape;

    public static TensorType Swap(TensorType type) => type with { Shape = Swap(type.Shape) };

    /// <summary>The elements in the order of the swapped shape.</summary>
    /// <param name="type">Type before.</param>
    public static ConstantData Swap(ConstantData data, TensorType type)
    {
        if (!Has(type.Shape) || type.Shape[1] == 1 || type.Shape[2] == 1)
        {
            return data;
        }

        int height = type.Shape[1], width = type.Shape[2], pixel = type.Shape[3] * type.Element.SizeInBytes(), image = height * width * pixel;
        var swapped = new byte[data.Bytes.Length];
        ReadOnlySpan<byte> bytes = data.Bytes.Span;
        for (int index = 0; index < type.Shape[0] * height * width; index++)
        {
            int batch = index / (height * width), y = index / width % height, x = index % width;
            bytes.Slice(index * pixel, pixel).CopyTo(swapped.AsSpan((batch * image) + (((x * height) + y) * pixel)));
        }

        return new ConstantData(swapped);
    }
}
