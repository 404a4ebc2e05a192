namespace Adc.Compiler.Targets;

/// <summary>What a cycle of core or accelerator takes from the battery, as somebody has published or measured it.</summary>
/// <param name="Source">Who says so, in words for reports.</param>
/// <param name="CoreJoulesPerCycle">While the core computes; null when nobody knows.</param>
/// <param name="AcceleratorJoulesPerCycle">While the accelerator computes and the core waits, both together; null likewise.</param>
/// <param name="AcceleratorClockInHz">The only clock at which the latter is known; null for any.</param>
/// <param name="Uncertainty">Share by which an energy may be wrong either way.</param>
public sealed record PowerFigures(
    string Source, double? CoreJoulesPerCycle, double? AcceleratorJoulesPerCycle, int? AcceleratorClockInHz, double Uncertainty)
{
    private const double VoltsOfDataSheet = 3.0, AmperesPerHertz = 33.4e-12;

    private const int ClockOfBenchmark = 78_000_000;

    /// <summary>Microjoules and milliseconds of an inference, MLPerf Tiny v1.0, xG24 at 78 MHz: anomaly detection, keyword spotting, images, visual wake words.</summary>
    private static readonly (double Microjoules, double Milliseconds)[] Benchmark = [(47.3, 5.428), (401.9, 36.28), (1234.7, 120.93), (1139.2, 111.61)];

    /// <summary>Figures of the EFR32xG24.</summary>
    /// <remarks>
    /// Core: data sheet of the EFR32MG24, 33.4 uA/MHz in EM0 at 39 MHz, 3.0 V, converter on. Accelerator: the mean power of four published
    /// networks, which lie between 8.7 and 11.1 mW; that is 15 % around the mean, and what the core adds to it is within.
    /// </remarks>
    public static PowerFigures BuiltIn { get; } = new(
        "core: data sheet of the EFR32MG24 (33.4 uA/MHz at 3.0 V); accelerator: MLPerf Tiny v1.0, mean of four networks (8.7 to 11.1 mW at 78 MHz)",
        VoltsOfDataSheet * AmperesPerHertz, Benchmark.Average(network => network.Microjoules / network.Milliseconds * 1e-3) / ClockOfBenchmark, ClockOfBenchmark, 0.15);

    /// <summary>Energy of an inference, or of one layer of it; null when a figure that it needs is not known.</summary>
    public double? Joules(long coreCycles, long acceleratorCycles, int clockInHz)
    {
        double? accelerator = acceleratorCycles == 0 ? 0
            : AcceleratorClockInHz is int only && only != clockInHz ? null
            : acceleratorCycles * AcceleratorJoulesPerCycle;
        return accelerator + (coreCycles == 0 ? 0 : coreCycles * CoreJoulesPerCycle);
    }
}
