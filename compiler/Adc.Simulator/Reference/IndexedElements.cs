using System.Buffers.Binary;
using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Elements of any type by their indices, for operators that only move them.</summary>
internal static class IndexedElements
{
    /// <summary>The output whose element at each index is what a function says, or null when it says null anywhere.</summary>
    public static ConstantData? Collect(TensorType output, Func<int[], ReadOnlyMemory<byte>?> elementAt)
    {
        int size = output.Element.SizeInBytes();
        byte[] bytes = new byte[output.SizeInBytes];
        int place = 0;
        foreach (int[] index in IndicesOf(output.Shape))
        {
            if (elementAt(index) is not { } element || element.Length != size)
            {
                return null;
            }

            element.Span.CopyTo(bytes.AsSpan(place));
            place += size;
        }

        return new ConstantData(bytes);
    }

    /// <summary>All indices of a shape, the last axis running fastest.</summary>
    public static IEnumerable<int[]> IndicesOf(Shape shape)
    {
        int[] index = new int[shape.Rank];
        for (int left = shape.ElementCount; left > 0; left--)
        {
            yield return [.. index];
            for (int axis = shape.Rank - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }

    /// <summary>One element, or null when the index is outside the tensor.</summary>
    public static ReadOnlyMemory<byte>? At(TensorValue value, params ReadOnlySpan<int> index)
    {
        Shape shape = value.Type.Shape;
        if (index.Length != shape.Rank)
        {
            return null;
        }

        int offset = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (index[axis] < 0 || index[axis] >= shape[axis])
            {
                return null;
            }

            offset = (offset * shape[axis]) + index[axis];
        }

        int size = value.Type.Element.SizeInBytes();
        return value.Data.Bytes.Slice(offset * size, size);
    }

    /// <summary>The element that stands for zero: the zero point of quantized types.</summary>
    public static ReadOnlyMemory<byte> Zero(TensorType type)
    {
        bool isQuantized = type.Element is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 && type.Quantization is not null;
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, isQuantized ? type.Quantization!.ZeroPoint : 0);
        return bytes.AsMemory(0, type.Element.SizeInBytes());
    }

    /// <summary>The numbers of an int32 or int64 operand, such as axes; null when it is no such thing or a number leaves 32 bits.</summary>
    public static int[]? Numbers(TensorValue? operand) => operand?.Type.Element switch
    {
        ElementType.Int32 => operand.Data.ToArray<int>(),
        ElementType.Int64 when operand.Data.ToArray<long>() is var wide && wide.All(number => number == (int)number) => Array.ConvertAll(wide, number => (int)number),
        _ => null,
    };

    /// <summary>An operand with one axis, counted from the front; null when there is no such axis.</summary>
    public static int? Axis(TensorValue? operand, int rank) =>
        Numbers(operand) is [int axis] && axis >= -rank && axis < rank ? (axis < 0 ? axis + rank : axis) : null;
}
