using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>x * clamp(x + 3, 0, 6) / 6; int8 in the 16-bit fixed point of TensorFlow Lite.</summary>
internal static class HardSwishReference
{
    /// <summary>Bits by which the input is shifted left to fill 16 bits.</summary>
    private const int HeadroomBits = 7;

    /// <summary>Of clamp(x + 3, 0, 6) / 6 as a number of 15 fraction bits around 0, in real units a step.</summary>
    private const float ClampScale = 3f / 32768;

    public static ConstantData? Evaluate(Invocation call) => call.CommonElement switch
    {
        ElementType.Float32 => RealElements.Map(call, x => x * Math.Clamp(x + 3, 0, 6) / 6),
        ElementType.Int8 => OfIntegers(call),
        _ => null,
    };

    private static ConstantData? OfIntegers(Invocation call)
    {
        if (call.PerTensor is not var (from, to))
        {
            return null;
        }

        float inputScale = from.Scale / (1 << HeadroomBits);
        Requantizer toOutput = Requantizer.Of(Math.Min(inputScale / to.Scale, float.MaxValue));
        Requantizer toClamp = Requantizer.Of(Math.Min(inputScale / ClampScale, float.MaxValue));
        if (toOutput.Exponent > 0)
        {
            return null; // the 16 bits would overflow
        }

        short outputFactor = Upper(toOutput.Mantissa), clampFactor = Upper(toClamp.Mantissa);
        return IntegerElements.Write(ElementType.Int8, Array.ConvertAll(IntegerElements.Read(call.Input(0)), value =>
        {
            short shifted = (short)((value - from.ZeroPoint) << HeadroomBits);
            short scaled = MultiplyHigh(shifted, outputFactor);
            int weight = (Clamped(shifted, clampFactor, toClamp.Exponent) + (1 << 15)) >> 1;
            short product = (short)(weight * scaled / (1 << 15)); // toward zero
            return Math.Clamp((int)(short)(Divide(product, -toOutput.Exponent) + to.ZeroPoint), sbyte.MinValue, sbyte.MaxValue);
        }));
    }

    /// <summary>x / 3 with 15 fraction bits, saturated to [-1, 1).</summary>
    private static short Clamped(short shifted, short factor, int exponent)
    {
        // All but one of the shifts to the left come before the product, where saturation cannot change the result.
        short before = exponent > 0 ? ShiftLeft(shifted, exponent - 1) : shifted;
        short product = MultiplyHigh(before, factor);
        return exponent > 0 ? ShiftLeft(product, 1) : Divide(product, -exponent);
    }

    /// <summary>The upper 16 bits of a factor of 31 fraction bits, ties up, saturated.</summary>
    private static short Upper(int factor) => (short)Math.Min(((long)factor + (1 << 15)) >> 16, short.MaxValue);

    private static short ShiftLeft(short value, int bits) => (short)Math.Clamp((long)value << bits, short.MinValue, short.MaxValue);

    /// <summary>a * b / 2^15, ties up.</summary>
    private static short MultiplyHigh(short a, short b) => (short)Math.Min(((a * b) + (1 << 14)) >> 15, short.MaxValue);

    /// <summary>value / 2^power, ties away from zero.</summary>
    /// <remarks>A power beyond 15 bits leaves the sign: the mask of the remainder has but 16 bits.</remarks>
    private static short Divide(short value, int power) => power > 15
        ? (short)(value < 0 ? -1 : 1)
        : (short)FixedPoint.DivideByPowerOfTwo(value, power);
}
