using Adc.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Mvp;

public sealed class MvpTimingFitTests
{
    [Theory, Seeds(20)]
    public void Finds_the_constants_that_cycles_were_made_with(int seed)
    {
        var random = new Random(seed);
        int overhead = random.Next(5, 60), flash = random.Next(0, 6), fence = random.Next(0, 4);
        bool shared = random.Next(2) == 0;
        MvpTimingSample[] samples = [.. Enumerable.Range(0, 20).Select(_ => Draw(random, sample => Math.Round(sample.Predicted(overhead, flash, fence, shared) * (1 + (0.0002 * (random.NextDouble() - 0.5))))))];
        var fit = MvpTimingFit.Of(samples, MvpTiming.Default);
        Assert.Equal(new MvpTiming(overhead, flash, fence, LoadsShareRamPort: shared), fit.Timing);
        Assert.InRange(fit.ErrorAfter, 0, Math.Min(0.0005, fit.ErrorBefore));
    }

    [Fact]
    public void A_constant_that_nothing_depends_on_stays()
    {
        MvpTimingSample[] samples = [new(1100, 1000, 5, 0, 0, 0), new(2060, 2000, 3, 0, 0, 0)];
        Assert.Equal(MvpTiming.Default with { ProgramOverheadInCycles = 20 }, MvpTimingFit.Of(samples, MvpTiming.Default).Timing);
    }

    [Fact]
    public void No_constant_becomes_negative()
    {
        MvpTimingSample[] samples = [new(900, 1000, 10, 0, 0, 0)];
        Assert.Equal(0, MvpTimingFit.Of(samples, MvpTiming.Default).Timing.ProgramOverheadInCycles);
    }

    private static MvpTimingSample Draw(Random random, Func<MvpTimingSample, double> measure)
    {
        var sample = new MvpTimingSample(0, random.Next(1000, 100_000), random.Next(1, 40), random.Next(0, 3000), random.Next(0, 2000), random.Next(0, 4000));
        return sample with { Measured = measure(sample) };
    }
}
