using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference.Fast;

/// <summary>For x86 processors with AVX2.</summary>
internal readonly struct Avx2Lanes : ILanes
{
    /// <summary>Makes every product of two int32, with half of its divisor added, positive: 2^62 is more than any of them.</summary>
    private const long Lift = 1L << 62;

    public static bool IsSupported => Avx2.IsSupported;

    public static Vector256<int> PairProducts(Vector256<short> a, Vector256<short> b) => Avx2.MultiplyAddAdjacent(a, b);

    public static Vector256<int> Requantize(Vector256<int> values, LaneScales scales, int at, Rounding rounding)
    {
        Vector256<int> mantissas = Vector256.LoadUnsafe(ref scales.Mantissas[at]);
        if (rounding == Rounding.Single)
        {
            return Avx2.Blend(
                RoundedOnce(Avx2.Multiply(values, mantissas), scales, at).AsInt32(),
                (RoundedOnce(Avx2.Multiply(Odd(values), Odd(mantissas)), scales, at + Vector256<long>.Count) << 32).AsInt32(),
                0b10101010);
        }

        Vector256<uint> shifts = Vector256.LoadUnsafe(ref scales.RightShifts[at]);
        Vector256<int> halves = Vector256.LoadUnsafe(ref scales.Halves[at]);
        Vector256<int> upper = MultiplyHigh(Avx2.ShiftLeftLogicalVariable(values, Vector256.LoadUnsafe(ref scales.LeftShifts[at])), mantissas);
        return rounding == Rounding.Tflm ? TiesAway(upper, shifts, halves) : TiesUp(upper, shifts, halves);
    }

    /// <summary>a * b / 2^31, ties up, where b is no negative number.</summary>
    private static Vector256<int> MultiplyHigh(Vector256<int> a, Vector256<int> b)
    {
        Vector256<long> half = Vector256.Create(1L << 30);
        Vector256<long> even = Avx2.Multiply(a, b) + half, odd = Avx2.Multiply(Odd(a), Odd(b)) + half;
        return Avx2.Blend((even >>> 31).AsInt32(), (odd << 1).AsInt32(), 0b10101010);
    }

    private static Vector256<int> TiesAway(Vector256<int> values, Vector256<uint> shifts, Vector256<int> halves)
    {
        // The magnitude of the least number is 2^31: unsigned from here on.
        Vector256<int> signs = values >> 31;
        Vector256<uint> magnitudes = ((values ^ signs) - signs).AsUInt32() + halves.AsUInt32();
        Vector256<int> quotients = Avx2.ShiftRightLogicalVariable(magnitudes, shifts).AsInt32();
        return (quotients ^ signs) - signs;
    }

    // floor(v / 2^n + 1/2) is v >> n plus the last bit that is shifted out.
    private static Vector256<int> TiesUp(Vector256<int> values, Vector256<uint> shifts, Vector256<int> halves) =>
        Avx2.ShiftRightArithmeticVariable(values, shifts)
        - ~Vector256.Equals(values & halves, Vector256<int>.Zero);

    /// <summary>Products shifted with one rounding and saturated to 32 bits.</summary>
    private static Vector256<long> RoundedOnce(Vector256<long> products, LaneScales scales, int at)
    {
        Vector256<ulong> shifts = Vector256.LoadUnsafe(ref scales.SingleShifts[at]);
        Vector256<ulong> lifted = (products + Vector256.LoadUnsafe(ref scales.SingleHalves[at]) + Vector256.Create(Lift)).AsUInt64();
        Vector256<long> liftedBy = Avx2.ShiftRightLogicalVariable(Vector256.Create(Lift).AsUInt64(), shifts).AsInt64();
        Vector256<long> quotients = Avx2.ShiftRightLogicalVariable(lifted, shifts).AsInt64() - liftedBy;
        return Vector256.Min(Vector256.Max(quotients, Vector256.Create((long)int.MinValue)), Vector256.Create((long)int.MaxValue));
    }

    private static Vector256<int> Odd(Vector256<int> values) => (values.AsInt64() >>> 32).AsInt32();
}
