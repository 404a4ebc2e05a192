using System.Runtime.InteropServices;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation;

/// <summary>Input rows for models that come without data: random ones and the extremes of the input's range.</summary>
public static class SeededRows
{
    /// <summary>Quantized int32 is drawn up to here, as the sums of products are that networks compute.</summary>
    private const int LargestSum = 1 << 19;

    /// <summary>Rows 0 and 1 hold the smallest and the largest value throughout, the others are uniform over the range.</summary>
    /// <remarks>A float input takes the range that the QUANTIZE behind it can represent, else −1 to 1.</remarks>
    public static TestRows For(Graph graph, int count, int seed = 0)
    {
        List<Sequence<ConstantData>> rows = [];
        for (int row = 0; row < count; row++)
        {
            uint state = unchecked((uint)seed + ((uint)row * 2654435761u) + 0x5EED0000u);
            rows.Add(graph.Inputs.Select(id => Fill(graph, id, row, ref state)).ToSequence());
        }

        return new TestRows("seeded rows", rows.ToSequence());
    }

    private static ConstantData Fill(Graph graph, TensorId input, int row, ref uint state)
    {
        TensorType type = graph.TypeOf(input);
        byte[] bytes = new byte[type.SizeInBytes];
        (float low, float high) = type.Element == ElementType.Float32 ? FloatRange(graph, input) : default;
        int size = type.Element.SizeInBytes();
        for (int element = 0; element < type.Shape.ElementCount; element++)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            double uniform = row switch { 0 => 0, 1 => 1, _ => (state >> 8) / (double)(1 << 24) };
            Span<byte> place = bytes.AsSpan(element * size, size);
            switch (type.Element)
            {
                case ElementType.Float32:
                    MemoryMarshal.Write(place, (float)(low + ((high - (double)low) * uniform)));
                    break;
                case ElementType.Int8 or ElementType.UInt8:
                    place[0] = unchecked((byte)(Math.Min(255, (int)(uniform * 256)) - (type.Element == ElementType.Int8 ? 128 : 0)));
                    break;
                case ElementType.Int16:
                    MemoryMarshal.Write(place, (short)(Math.Min(65535, (int)(uniform * 65536)) - 32768));
                    break;
                case ElementType.Int32 when type.Quantization is not null:
                    MemoryMarshal.Write(place, (int)(((uniform * 2) - 1) * LargestSum));
                    break;
                case ElementType.Bool:
                    place[0] = (byte)(uniform >= 0.5 ? 1 : 0);
                    break;
                default:
                    place.Clear();
                    place[0] = (byte)(uniform * 8);
                    break;
            }
        }

        return new ConstantData(bytes);
    }

    private static (float Low, float High) FloatRange(Graph graph, TensorId input) =>
        graph.ReadersOf(input).Select(reader => graph.TypeOf(reader.Output))
            .FirstOrDefault(type => type is { Element: ElementType.Int8 or ElementType.Int16, Quantization: not null }) is { Quantization: { } quantization } quantized
            ? (Finite((LowOf(quantized.Element) - quantization.ZeroPoint) * quantization.Scale), Finite((-LowOf(quantized.Element) - 1 - quantization.ZeroPoint) * quantization.Scale))
            : (-1, 1);

    private static int LowOf(ElementType element) => element == ElementType.Int8 ? sbyte.MinValue : short.MinValue;

    private static float Finite(float value) => Math.Clamp(value, float.MinValue, float.MaxValue);
}
