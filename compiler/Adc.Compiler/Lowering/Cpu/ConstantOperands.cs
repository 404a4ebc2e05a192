using System.Buffers.Binary;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering.Cpu;

/// <summary>Reads the small constants that operators have as inputs.</summary>
internal static class ConstantOperands
{
    /// <summary>The numbers of an int32 or int64 constant; null when it is computed, of another type, or has a number beyond 32 bits.</summary>
    public static int[]? Numbers(Node node, Graph graph, int input)
    {
        TensorId id = node.Input(input);
        if (id.IsNone || graph[id] is not { Data: ConstantData data } tensor)
        {
            return null;
        }

        switch (tensor.Type.Element)
        {
            case ElementType.Int32:
                return data.ToArray<int>();
            case ElementType.Int64:
                long[] wide = data.ToArray<long>();
                return wide.All(number => number is >= int.MinValue and <= int.MaxValue) ? Array.ConvertAll(wide, number => (int)number) : null;
            default:
                return null;
        }
    }

    /// <summary>As many numbers as there are axes or pairs of axes, else null.</summary>
    public static int[]? Numbers(Node node, Graph graph, int input, int count) =>
        Numbers(node, graph, input) is int[] numbers && numbers.Length == count ? numbers : null;

    /// <summary>An operand that is one axis of a tensor with so many; negative ones count from the end.</summary>
    public static int? Axis(Node node, Graph graph, int input, int rank)
    {
        if (Numbers(node, graph, input, 1) is not [int axis] || axis < -rank || axis >= rank)
        {
            return null;
        }

        return axis < 0 ? axis + rank : axis;
    }

    /// <summary>Zero as an element of a type: the zero point of a quantized one.</summary>
    public static ConstantData ZeroOf(TensorType type)
    {
        byte[] bytes = new byte[type.Element.SizeInBytes()];
        if (type.Element is ElementType.Int8 or ElementType.UInt8)
        {
            bytes[0] = unchecked((byte)(type.Quantization?.ZeroPoint ?? 0));
        }
        else if (type.Element == ElementType.Int16)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes, unchecked((short)(type.Quantization?.ZeroPoint ?? 0)));
        }

        return new ConstantData(bytes);
    }
}
