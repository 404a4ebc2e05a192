using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The stored number as one of another type.</summary>
internal static class CastReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        return input.Type.Shape.ElementCount != call.Output.Shape.ElementCount ? null
            : input.Type.Element == ElementType.Float32 ? FromReals(input.Data.ToArray<float>(), call.Output.Element)
            : FromIntegers(Integers(input), call.Output.Element);
    }

    private static long[] Integers(TensorValue value) => value.Type.Element switch
    {
        ElementType.Int64 => value.Data.ToArray<long>(),
        ElementType.Bool => Array.ConvertAll(value.Data.ToArray<byte>(), truth => truth == 0 ? 0L : 1L),
        _ => Array.ConvertAll(IntegerElements.Read(value), number => (long)number),
    };

    private static ConstantData FromIntegers(long[] numbers, ElementType to) => unchecked(to switch
    {
        ElementType.Float32 => ConstantData.Of<float>(Array.ConvertAll(numbers, number => (float)number)),
        ElementType.Bool => ConstantData.Of<byte>(Array.ConvertAll(numbers, number => (byte)(number == 0 ? 0 : 1))),
        ElementType.Int8 or ElementType.UInt8 => ConstantData.Of<byte>(Array.ConvertAll(numbers, number => (byte)number)),
        ElementType.Int16 => ConstantData.Of<short>(Array.ConvertAll(numbers, number => (short)number)),
        ElementType.Int32 => ConstantData.Of<int>(Array.ConvertAll(numbers, number => (int)number)),
        _ => ConstantData.Of<long>(numbers),
    });

    private static ConstantData FromReals(float[] reals, ElementType to)
    {
        if (to is ElementType.Float32 or ElementType.Bool)
        {
            return to == ElementType.Float32 ? ConstantData.Of<float>(reals) : ConstantData.Of<byte>(Array.ConvertAll(reals, real => (byte)(real == 0 ? 0 : 1)));
        }

        (long low, long high) = to == ElementType.Int64 ? (long.MinValue, long.MaxValue) : (int.MinValue, int.MaxValue);
        return FromIntegers(Array.ConvertAll(reals, real => float.IsNaN(real) ? 0 : Saturated(Math.Truncate((double)real), low, high)), to);
    }

    private static long Saturated(double whole, long low, long high) => whole <= low ? low : whole >= high ? high : (long)whole;
}
