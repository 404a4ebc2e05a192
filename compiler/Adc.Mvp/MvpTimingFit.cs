namespace Adc.Mvp;

/// <summary>How the cycles of one layer depend on the constants of the cycle model, and what a board has counted.</summary>
/// <param name="Measured">Cycles of the accelerator.</param>
/// <param name="Fixed">Cycles that depend on none of the constants below.</param>
/// <param name="Programs">How often the overhead of a program is paid.</param>
/// <param name="FlashWaits">Cycles more for each cycle that a line of flash takes longer.</param>
/// <param name="Fences">Likewise for loads behind stores.</param>
/// <param name="PortConflicts">Cycles more if both loads share a port of the RAM.</param>
public readonly record struct MvpTimingSample(double Measured, double Fixed, double Programs, double FlashWaits, double Fences, double PortConflicts)
{
    public double Predicted(double overhead, double flashLine, double fence, bool sharesPort) =>
        Fixed + (Programs * overhead) + (FlashWaits * flashLine) + (Fences * fence) + (sharesPort ? PortConflicts : 0);
}

/// <summary>Constants of the cycle model that come closest to measured cycles, by least squares of relative errors.</summary>
/// <param name="Overhead">Of each program, before rounding.</param>
/// <param name="Timing">The same as whole cycles.</param>
/// <param name="ErrorBefore">Root of the mean squared relative error with the constants so far; <paramref name="ErrorAfter"/> with <paramref name="Timing"/>.</param>
public sealed record MvpTimingFit(double Overhead, double FlashLine, double Fence, MvpTiming Timing, double ErrorBefore, double ErrorAfter)
{
    private const int Unknowns = 3;

    // Keeps a constant that no layer depends on where it was.
    private const double PullToStart = 1e-9;

    private const int MostCycles = 14, MostOverhead = 1000;

    public static MvpTimingFit Of(IReadOnlyList<MvpTimingSample> samples, MvpTiming start)
    {
        MvpTimingFit[] fits = [Of(samples, start, start, sharesPort: false), Of(samples, start, start, sharesPort: true)];
        MvpTimingFit likeStart = fits[start.LoadsShareRamPort ? 1 : 0], other = fits[start.LoadsShareRamPort ? 0 : 1];
        return other.ErrorAfter < likeStart.ErrorAfter * 0.99 ? other : likeStart;
    }

    private static MvpTimingFit Of(IReadOnlyList<MvpTimingSample> samples, MvpTiming start, MvpTiming before, bool sharesPort)
    {
        double[] origin = [start.ProgramOverheadInCycles, start.FlashLineInCycles, start.FenceInCycles];
        var equations = new double[Unknowns, Unknowns + 1];
        for (int row = 0; row < Unknowns; row++)
        {
            equations[row, row] = PullToStart;
        }

        foreach (MvpTimingSample sample in samples)
        {
            double[] slopes = [sample.Programs / sample.Measured, sample.FlashWaits / sample.Measured, sample.Fences / sample.Measured];
            double off = (sample.Measured - sample.Predicted(origin[0], origin[1], origin[2], sharesPort)) / sample.Measured;
            for (int row = 0; row < Unknowns; row++)
            {
                for (int column = 0; column < Unknowns; column++)
                {
                    equations[row, column] += slopes[row] * slopes[column];
                }

                equations[row, Unknowns] += slopes[row] * off;
            }
        }

        double[] change = Solve(equations);
        double[] found = [.. origin.Zip(change, (value, by) => value + by)];
        MvpTiming timing = start with
        {
            ProgramOverheadInCycles = Whole(found[0], MostOverhead), FlashLineInCycles = Whole(found[1], MostCycles), FenceInCycles = Whole(found[2], MostCycles),
            LoadsShareRamPort = sharesPort,
        };
        return new MvpTimingFit(found[0], found[1], found[2], timing, Error(samples, before), Error(samples, timing));
    }

    private static int Whole(double cycles, int most) => (int)Math.Clamp(Math.Round(cycles), 0, most);

    private static double Error(IReadOnlyList<MvpTimingSample> samples, MvpTiming timing) => Math.Sqrt(samples.Average(sample =>
    {
        double predicted = sample.Predicted(timing.ProgramOverheadInCycles, timing.FlashLineInCycles, timing.FenceInCycles, timing.LoadsShareRamPort);
        double relative = (predicted - sample.Measured) / sample.Measured;
        return relative * relative;
    }));

    /// <summary>Gauss's elimination; the matrix is positive definite.</summary>
    private static double[] Solve(double[,] equations)
    {
        for (int pivot = 0; pivot < Unknowns; pivot++)
        {
            for (int row = 0; row < Unknowns; row++)
            {
                double factor = row == pivot ? 0 : equations[row, pivot] / equations[pivot, pivot];
                for (int column = pivot; column <= Unknowns; column++)
                {
                    equations[row, column] -= factor * equations[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, Unknowns).Select(row => equations[row, Unknowns] / equations[row, row])];
    }
}
