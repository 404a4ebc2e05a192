using System.Runtime.Intrinsics;
using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference.Fast;

/// <summary>For every processor.</summary>
internal readonly struct PortableLanes : ILanes
{
    public static Vector256<int> PairProducts(Vector256<short> a, Vector256<short> b)
    {
        Vector256<int> pairsOfA = a.AsInt32(), pairsOfB = b.AsInt32();
        return (LowHalves(pairsOfA) * LowHalves(pairsOfB)) + ((pairsOfA >> 16) * (pairsOfB >> 16));
    }

    public static Vector256<int> Requantize(Vector256<int> values, LaneScales scales, int at, Rounding rounding)
    {
        Span<int> lanes = stackalloc int[LaneScales.Width];
        values.CopyTo(lanes);
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = scales.Factors[at + lane].Apply(lanes[lane], rounding);
        }

        return Vector256.Create<int>(lanes);
    }

    private static Vector256<int> LowHalves(Vector256<int> pairs) => (pairs << 16) >> 16;
}
