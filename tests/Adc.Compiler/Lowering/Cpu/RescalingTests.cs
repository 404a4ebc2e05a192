using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

public sealed class RescalingTests
{
    [Theory]
    [Seeds(200)]
    public void Its_constants_round_as_the_reference(int seed)
    {
        var random = new Random(seed);
        double factor = random.Next(4) == 0 ? Math.ScaleB(1, random.Next(-33, 14)) : Math.ScaleB(1 + random.NextDouble(), random.Next(-33, 13));
        foreach (Rounding rounding in Enum.GetValues<Rounding>())
        {
            Rescaling rescaling = Rescaling.Of(factor, Rescaling.Elementwise(rounding));
            Requantizer reference = Requantizer.Of(factor);
            for (int i = 0; i < 500; i++)
            {
                int value = (random.Next(1 << 17) - (1 << 16)) << Math.Min(random.Next(14), 14 - Math.Clamp(reference.Exponent, 0, 14));
                Assert.Equal((value, reference.ApplyElementwise(value, rounding)), (value, AsInTheKernel(rescaling, value)));
            }
        }
    }

    [Theory]
    [InlineData(Rounding.Tflm, new[] { 1, 2, -1, -2 })]
    [InlineData(Rounding.Tflite, new[] { 1, 2, -1, -2 })]
    [InlineData(Rounding.Single, new[] { 1, 2, 0, -1 })]
    public void Ties_go_away_from_zero_or_up(Rounding rounding, int[] expected)
    {
        Rescaling half = Rescaling.Of(0.25, Rescaling.Elementwise(rounding));
        Assert.Equal(expected, new[] { 2, 6, -2, -6 }.Select(value => AsInTheKernel(half, value)));
    }

    // What adc_scale.h does.
    private static int AsInTheKernel(Rescaling by, int value)
    {
        long product = ((long)checked(value << by.Left) * by.Multiplier) + (by.ToNearest ? 1L << 31 : 0);
        int high = (int)(product >> 32);
        return checked(high + by.Half + ((high >> 31) & (by.TiesAway ? -1 : 0))) >> by.Right;
    }
}
