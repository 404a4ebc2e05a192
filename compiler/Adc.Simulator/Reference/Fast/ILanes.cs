using System.Runtime.Intrinsics;
using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference.Fast;

/// <summary>Arithmetic of eight lanes that processors have their own instructions for.</summary>
internal interface ILanes
{
    /// <summary>a[2i] * b[2i] + a[2i + 1] * b[2i + 1] for each lane i.</summary>
    /// <remarks>No element of both is -2^15, so that every sum fits.</remarks>
    static abstract Vector256<int> PairProducts(Vector256<short> a, Vector256<short> b);

    /// <summary><see cref="Requantizer.Apply"/> for each lane.</summary>
    /// <param name="at">The factor of lane 0.</param>
    static abstract Vector256<int> Requantize(Vector256<int> values, LaneScales scales, int at, Rounding rounding);
}
