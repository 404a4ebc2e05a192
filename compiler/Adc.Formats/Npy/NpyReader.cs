namespace Adc.Formats.Npy;

/// <summary>Reads .npy files of format 1.0 to 3.0. Never throws because of the bytes.</summary>
public static class NpyReader
{
    /// <remarks>The data is a slice of <paramref name="file"/> where it need not be converted.</remarks>
    public static NpyReadResult Read(ReadOnlyMemory<byte> file) => NpyLayout.Read(file.Span, out string problem) is { } layout
        ? Elements(layout, file[layout.DataPosition..])
        : Refused(problem);

    private static NpyReadResult Elements(NpyLayout layout, ReadOnlyMemory<byte> data)
    {
        string shapeText = string.Join(", ", layout.Shape);
        if (layout.SizeInBytes(int.MaxValue) is not { } size)
        {
            return Refused($"the shape ({shapeText}) has 2^31 bytes or more");
        }

        if (data.Length != size)
        {
            return Refused($"{data.Length:N0} bytes follow the header, expected {size:N0} for the shape ({shapeText})");
        }

        int[] shape = [.. layout.Shape.Select(extent => (int)extent)];
        int elementSize = layout.Type.SizeInBytes();
        ReadOnlyMemory<byte> converted = layout.IsFortranOrder ? InCOrder(data.Span, shape, elementSize) : data;
        converted = layout.IsBigEndian ? Reversed(converted.Span, elementSize) : converted;
        return new(new(layout.Type, shape, converted), Problem: null);
    }

    /// <summary>Moves elements whose first extent varies fastest to where they belong when the last one does.</summary>
    private static byte[] InCOrder(ReadOnlySpan<byte> data, int[] shape, int elementSize)
    {
        var result = new byte[data.Length];
        var index = new int[shape.Length];
        for (int to = 0; to < result.Length; to += elementSize)
        {
            int from = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from = (from * shape[axis]) + index[axis];
            }

            data.Slice(from * elementSize, elementSize).CopyTo(result.AsSpan(to));
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return result;
    }

    private static byte[] Reversed(ReadOnlySpan<byte> data, int elementSize)
    {
        byte[] result = data.ToArray();
        for (int at = 0; at < result.Length; at += elementSize)
        {
            result.AsSpan(at, elementSize).Reverse();
        }

        return result;
    }

    private static NpyReadResult Refused(string problem) => new(Array: null, problem);
}
