namespace Adc.Formats.TfLite.Verification;

/// <summary>Checks each tensor on its own: type, shape, size of its data, quantization.</summary>
internal static class TensorChecks
{
    public static void Run(TfLiteModel model, TfLiteSubgraph subgraph, SubgraphReport report)
    {
        for (int i = 0; i < subgraph.Tensors.Count && !report.IsFull; i++)
        {
            TfLiteTensor tensor = subgraph.Tensors[i];
            if (!Enum.IsDefined(tensor.Type))
            {
                report.Tensor(i, TfLiteProblemKind.Unsupported, $"has element type {(int)tensor.Type}, which is not in the schema");
                continue;
            }

            long? sizeInBytes = CheckShape(i, tensor, report);
            CheckData(model, i, tensor, sizeInBytes, report);
            if (tensor.Quantization is { } quantization && IsQuantizable(tensor.Type))
            {
                CheckQuantization(i, tensor, quantization, report);
            }
        }
    }

    /// <summary>Bytes that the elements take; null when the shape is bad or the type has no fixed size.</summary>
    private static long? CheckShape(int index, TfLiteTensor tensor, SubgraphReport report)
    {
        if (tensor.Shape.Any(extent => extent < 0))
        {
            report.Tensor(index, TfLiteProblemKind.BadShape, $"has shape {Text(tensor.Shape)}, expected no negative extent");
            return null;
        }

        if (tensor.ShapeSignature is { } signature && signature.Any(extent => extent < -1))
        {
            report.Tensor(index, TfLiteProblemKind.BadShape, $"has shape signature {Text(signature)}, expected no extent below -1");
            return null;
        }

        int bits = tensor.Type.SizeInBits() ?? 8;
        long elements = tensor.Shape.Contains(0) ? 0 : 1;
        foreach (int extent in tensor.Shape)
        {
            elements *= extent;
            if (elements > int.MaxValue || SizeInBytes(elements, bits) > int.MaxValue)
            {
                report.Tensor(index, TfLiteProblemKind.BadShape, $"has shape {Text(tensor.Shape)}, expected less than 2^31 bytes");
                return null;
            }
        }

        return tensor.Type.SizeInBits() is null ? null : SizeInBytes(elements, bits);
    }

    private static void CheckData(TfLiteModel model, int index, TfLiteTensor tensor, long? sizeInBytes, SubgraphReport report)
    {
        if ((uint)tensor.Buffer >= (uint)model.Buffers.Count)
        {
            report.Tensor(
                index, TfLiteProblemKind.IndexOutOfRange, $"has buffer {(uint)tensor.Buffer}, but there are {model.Buffers.Count} buffers");
            return;
        }

        int found = model.DataOf(tensor).Length;
        if (found > 0 && sizeInBytes is { } expected && found != expected)
        {
            report.Tensor(
                index,
                TfLiteProblemKind.BadBufferSize,
                $"has {found:N0} bytes of data, expected {expected:N0} for shape {Text(tensor.Shape)} of {tensor.Type}");
        }
    }

    private static void CheckQuantization(int index, TfLiteTensor tensor, TfLiteQuantization quantization, SubgraphReport report)
    {
        void Bad(string message) => report.Tensor(index, TfLiteProblemKind.BadQuantization, message);

        foreach (float scale in quantization.Scales)
        {
            if (!(scale > 0) || !float.IsFinite(scale))
            {
                Bad(FormattableString.Invariant($"has scale {scale}, expected a finite number above zero"));
                break;
            }
        }

        int count = quantization.Scales.Count;
        if (count != 1)
        {
            int axis = quantization.QuantizedDimension;
            if ((uint)axis >= (uint)tensor.Shape.Count)
            {
                Bad($"is quantized along dimension {axis}, but has {tensor.Shape.Count} dimensions");
            }
            else if (count != tensor.Shape[axis])
            {
                Bad($"has {count} scales, expected 1 or the {tensor.Shape[axis]} of dimension {axis}");
            }
        }

        if (quantization.ZeroPoints.Count != 1 && quantization.ZeroPoints.Count != count)
        {
            Bad($"has {quantization.ZeroPoints.Count} zero points, expected 1 or one for each of the {count} scales");
        }

        (long least, long most) = RangeOf(tensor.Type);
        foreach (long zeroPoint in quantization.ZeroPoints)
        {
            if (zeroPoint < least || zeroPoint > most)
            {
                Bad($"has zero point {zeroPoint}, expected {least} to {most} for {tensor.Type}");
                break;
            }
        }
    }

    // Converters leave meaningless parameters on tensors of other types.
    private static bool IsQuantizable(TfLiteTensorType type) =>
        type is TfLiteTensorType.Int4 or TfLiteTensorType.Int8 or TfLiteTensorType.UInt8
            or TfLiteTensorType.Int16 or TfLiteTensorType.Int32;

    private static (long Least, long Most) RangeOf(TfLiteTensorType type) => type switch
    {
        TfLiteTensorType.Int4 => (-8, 7),
        TfLiteTensorType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        TfLiteTensorType.UInt8 => (byte.MinValue, byte.MaxValue),
        TfLiteTensorType.Int16 => (short.MinValue, short.MaxValue),
        _ => (int.MinValue, int.MaxValue),
    };

    private static long SizeInBytes(long elements, int bits) => ((elements * bits) + 7) / 8;

    private static string Text(IReadOnlyList<int> shape) =>
        shape.Count <= 8 ? $"[{string.Join(",", shape)}]" : $"[{string.Join(",", shape.Take(8))},…] of {shape.Count} dimensions";
}
