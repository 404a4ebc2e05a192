using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Cpu;
using Adc.Simulator.Reference;
using Adc.Tests.Support;

namespace Adc.Tests.Lowering.Cpu;

public sealed class HighWordRequantizationTests
{
    [Theory, Seeds(60)]
    public void Equals_the_reference_on_every_sum_it_is_meant_for(int seed)
    {
        // Factors below one half, or all above: with two roundings they do not mix.
        var random = new Random(seed);
        var rounding = (Rounding)(seed % 3);
        int least = seed % 2 == 0 ? random.Next(-31, -4) : random.Next(-1, 10);
        double[] factors = [.. Enumerable.Range(0, 5).Select(_ => Math.ScaleB(1 + random.NextDouble(), least + random.Next(3))), 0];
        long largest = 1L << random.Next(1, 26 - Math.Max(0, least));
        var found = HighWordRequantization.Find([.. factors.Select(QuantizedMultiplier.From)], rounding, largest)!;
        for (int i = 0; i < 20_000; i++)
        {
            int sum = (int)(i < 200 ? Math.Clamp(i - 100, -largest, largest) : random.NextInt64(-largest, largest + 1)), channel = i % factors.Length;
            Assert.True(
                Requantizer.Of(factors[channel]).Apply(sum, rounding) == found.Apply(sum, channel),
                $"seed {seed}: {sum} * {factors[channel]:G17}, {rounding}");
        }
    }

    [Theory]
    [InlineData(Rounding.Tflm, 0.01, 1L << 29, true)]
    [InlineData(Rounding.Tflm, 0.01, 1L << 30, false)] // twice the sum leaves 32 bits
    [InlineData(Rounding.Tflm, 3, 1L << 26, true)]
    [InlineData(Rounding.Tflite, 0.01, 1L << 29, true)]
    [InlineData(Rounding.Single, 0.01, (1L << 31) - 1, true)]
    [InlineData(Rounding.Single, 0.01, 1L << 31, false)]
    public void Is_found_where_no_sum_is_too_large(Rounding rounding, double factor, long largest, bool isFound) =>
        Assert.Equal(isFound, HighWordRequantization.Find([QuantizedMultiplier.From(factor)], rounding, largest) is not null);

    [Fact]
    public void Channels_that_round_once_and_channels_that_round_twice_do_not_go_together()
    {
        QuantizedMultiplier[] multipliers = [QuantizedMultiplier.From(0.75), QuantizedMultiplier.From(0.25)];
        Assert.Null(HighWordRequantization.Find(multipliers, Rounding.Tflm, 1000));
        Assert.NotNull(HighWordRequantization.Find(multipliers, Rounding.Single, 1000));
    }
}
