using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adc.Simulator.Mvp;

/// <summary>Binary16 arithmetic on vectors of single precision numbers that hold binary16 values.</summary>
/// <remarks>
/// A product of two binary16 numbers is exact in single precision. A sum need not be; it is first rounded to odd (to the
/// neighbour with the odd significand), which keeps enough of what was cut off for a second rounding, to 11 bits, to give
/// the same as rounding the exact sum.
/// </remarks>
internal struct Binary16Vector
{
    private Vector256<int> overflows;
    private Vector256<int> underflows;
    private Vector256<int> notNumbers;

    /// <summary>Flags of the roundings and results so far, over all lanes.</summary>
    public readonly MvpFlags Flags =>
        (overflows != default ? MvpFlags.AluOverflow : 0)
        | (underflows != default ? MvpFlags.AluUnderflow : 0)
        | (notNumbers != default ? MvpFlags.AluNaN : 0);

    /// <summary>From the low 16 bits of each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FromBits(Vector256<int> bits)
    {
        Vector256<int> magnitude = bits & Vector256.Create(0x7FFF);
        Vector256<int> sign = Vector256.ShiftLeft(bits & Vector256.Create(0x8000), 16);
        Vector256<int> normal = Vector256.ShiftLeft(magnitude, 13) + Vector256.Create(112 << 23);
        Vector256<int> special = normal | Vector256.Create(0x7F800000);
        Vector256<int> subnormal = (Vector256.ConvertToSingle(magnitude) * Vector256.Create(1f / (1 << 24))).AsInt32();
        Vector256<int> result = Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create(0x7BFF)), special,
            Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(0x400)), subnormal, normal));
        return (result | sign).AsSingle();
    }

    /// <summary>To the low 16 bits of each element; the others are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToBits(Vector256<float> values)
    {
        Vector256<int> bits = values.AsInt32();
        Vector256<int> magnitude = bits & Vector256.Create(0x7FFFFFFF);
        Vector256<int> sign = Vector256.ShiftRightLogical(bits, 16) & Vector256.Create(0x8000);
        Vector256<int> normal = Vector256.ShiftRightLogical(magnitude - Vector256.Create(112 << 23), 13);
        Vector256<int> special = (Vector256.ShiftRightLogical(magnitude, 13) & Vector256.Create(0x3FF)) | Vector256.Create(0x7C00);
        Vector256<int> isSubnormal = Vector256.LessThan(magnitude, Vector256.Create((127 - 14) << 23));
        Vector256<float> small = Vector256.ConditionalSelect(isSubnormal, magnitude, default).AsSingle();
        Vector256<int> subnormal = Vector256.ConvertToInt32Native(small * Vector256.Create((float)(1 << 24)));
        Vector256<int> result = Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create(0x7F7FFFFF)), special,
            Vector256.ConditionalSelect(isSubnormal, subnormal, normal));
        return result | sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Negated(Vector256<float> values) => (values.AsInt32() ^ Vector256.Create(int.MinValue)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> left, Vector256<float> right) =>
        Vector256.ConditionalSelect(Vector256.LessThan(left, right), left, right);

    /// <summary>Notes results that are not numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Watch(Vector256<float> results) => notNumbers |= ~Vector256.Equals(results, results).AsInt32();

    /// <summary>x * y rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Product(Vector256<float> x, Vector256<float> y) => Round(x * y);

    /// <summary>a + b rounded once, where a and b are exact numbers or products of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Sum(Vector256<float> a, Vector256<float> b) => Round(SumToOdd(a, b));

    /// <summary>a + b + c rounded once, where c is 0, or too large for its size to matter: infinite or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> SumWithZero(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Round(SumToOdd(a, b) + c);

    /// <summary>a + b + c rounded once, where all are binary16 numbers: these sums are exact in double precision.</summary>
    public Vector256<float> SumOfThree(Vector256<float> a, Vector256<float> b, Vector256<float> c)
    {
        (Vector256<double> aLow, Vector256<double> aHigh) = Vector256.Widen(a);
        (Vector256<double> bLow, Vector256<double> bHigh) = Vector256.Widen(b);
        (Vector256<double> cLow, Vector256<double> cHigh) = Vector256.Widen(c);
        return Round(Vector256.Narrow(ToOdd(aLow + bLow + cLow), ToOdd(aHigh + bHigh + cHigh)));
    }

    // Cuts a double to the bits of a single, with the last one set if any behind it was.
    private static Vector256<double> ToOdd(Vector256<double> values)
    {
        Vector256<long> bits = values.AsInt64();
        Vector256<long> tail = Vector256.Create((1L << 29) - 1);
        Vector256<long> sticky = ~Vector256.Equals(bits & tail, default) & Vector256.Create(1L << 29);
        Vector256<long> cut = (bits & ~tail) | sticky;
        return Vector256.ConditionalSelect(Vector256.Equals(values, values), cut.AsDouble(), values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SumToOdd(Vector256<float> a, Vector256<float> b)
    {
        // The rounding error of a sum is itself a number; what is infinite or no number has the error NaN, which is neither < 0 nor > 0.
        Vector256<float> sum = a + b;
        Vector256<float> partOfB = sum - a;
        Vector256<float> error = (a - (sum - partOfB)) + (b - partOfB);
        Vector256<int> isInexact = (Vector256.LessThan(error, default) | Vector256.GreaterThan(error, default)).AsInt32();
        Vector256<int> bits = sum.AsInt32();
        Vector256<int> isEven = Vector256.Equals(bits & Vector256<int>.One, default);

        // Away from zero (+1) if the error has the sum's sign, else towards it (-1).
        Vector256<int> direction = Vector256.ShiftRightArithmetic(bits ^ error.AsInt32(), 31) | Vector256<int>.One;
        return (bits + (direction & isInexact & isEven)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Round(Vector256<float> exact)
    {
        // Adding 2^13 times the number's own power of two pushes all but 11 bits out; 2^-1 does so for multiples of 2^-24.
        Vector256<float> magnitude = Vector256.Abs(exact);
        Vector256<int> power = magnitude.AsInt32() & Vector256.Create(0x7F800000);
        power = Vector256.Min(Vector256.Max(power, Vector256.Create((127 - 14) << 23)), Vector256.Create((127 + 100) << 23));
        Vector256<float> pusher = (power + Vector256.Create(13 << 23)).AsSingle();
        Vector256<float> rounded = (magnitude + pusher) - pusher;

        Vector256<int> isTooLarge = Vector256.GreaterThan(rounded, Vector256.Create(65504f)).AsInt32();
        Vector256<int> isFinite = Vector256.LessThan(magnitude, Vector256.Create(float.PositiveInfinity)).AsInt32();
        overflows |= isTooLarge & isFinite;
        Vector256<int> isTiny = Vector256.LessThan(magnitude, Vector256.Create(1f / (1 << 14))).AsInt32();
        underflows |= isTiny & ~Vector256.Equals(rounded, magnitude).AsInt32();

        Vector256<float> result = Vector256.ConditionalSelect(isTooLarge.AsSingle(), Vector256.Create(float.PositiveInfinity), rounded);
        Vector256<int> sign = exact.AsInt32() & Vector256.Create(int.MinValue);
        Vector256<float> signed = (result.AsInt32() | sign).AsSingle();
        return Vector256.ConditionalSelect(Vector256.Equals(exact, exact), signed, Vector256.Create(0x7FC00000).AsSingle());
    }
}
