using System.Runtime.Intrinsics;
using Adc.Compiler.Ir;
using Adc.Simulator.Reference;
using Adc.Simulator.Reference.Fast;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Reference.Fast;

public sealed class LanesTests
{
    private static readonly int[] Edges = [int.MinValue, int.MinValue + 1, int.MaxValue, -1, 0, 1, 2, -2, 3, -3, 1 << 30, -(1 << 30)];

    [Theory, Seeds(20)]
    public void Lanes_requantize_as_one_value_after_the_other(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 500; round++)
        {
            Requantizer[] factors = [.. Enumerable.Range(0, 16).Select(_ => AnyFactor(random))];
            int[] values = [.. factors.Select(_ => random.Next(4) == 0 ? Edges[random.Next(Edges.Length)] : (int)random.NextInt64(int.MinValue, 1L << 31) >> random.Next(32))];
            foreach (Rounding rounding in Enum.GetValues<Rounding>())
            {
                int[] expected = [.. values.Zip(factors, (value, factor) => factor.Apply(value, rounding))];
                Assert.Equal(expected, Requantized<PortableLanes>(values, factors, rounding));
                if (Avx2Lanes.IsSupported)
                {
                    Assert.Equal(expected, Requantized<Avx2Lanes>(values, factors, rounding));
                }
            }
        }
    }

    [Theory, Seeds(5)]
    public void Products_of_neighbours_are_summed(int seed)
    {
        var random = new Random(seed);
        short[] a = [.. Enumerable.Range(0, 16).Select(_ => (short)random.Next(-255, 256))], b = [.. a.Select(_ => (short)random.Next(-255, 256))];
        int[] expected = [.. Enumerable.Range(0, 8).Select(lane => (a[2 * lane] * b[2 * lane]) + (a[(2 * lane) + 1] * b[(2 * lane) + 1]))];

        Assert.Equal(Vector256.Create(expected), PortableLanes.PairProducts(Vector256.Create(a), Vector256.Create(b)));
        if (Avx2Lanes.IsSupported)
        {
            Assert.Equal(Vector256.Create(expected), Avx2Lanes.PairProducts(Vector256.Create(a), Vector256.Create(b)));
        }
    }

    private static Requantizer AnyFactor(Random random) => random.Next(8) switch
    {
        0 => default,
        1 => new Requantizer(1 << 30, random.Next(-31, 32)),
        2 => new Requantizer(int.MaxValue, random.Next(-31, 32)),
        _ => Requantizer.Of(Math.ScaleB(random.NextDouble() + 0.5, random.Next(-31, 31))),
    };

    private static int[] Requantized<TLanes>(int[] values, Requantizer[] factors, Rounding rounding)
        where TLanes : ILanes
    {
        var scales = new LaneScales(factors);
        int[] result = new int[values.Length];
        for (int at = 0; at < values.Length; at += LaneScales.Width)
        {
            TLanes.Requantize(Vector256.Create(values, at), scales, at, rounding).CopyTo(result, at);
        }

        return result;
    }
}
