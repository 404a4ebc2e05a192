using Adc.Compiler.Configuration;

namespace Adc.Compiler.Emission;

/// <summary>What the configuration says about the firmware around a model.</summary>
/// <param name="Optimisation">O1, O2, O3 or Os.</param>
/// <param name="Wait">What the core does while a program of the accelerator runs.</param>
/// <param name="App">What the image does; none: there is no image, only a library.</param>
/// <param name="Channel">How its results leave the board.</param>
public sealed record FirmwareOptions(string Optimisation = "O2", WaitMode Wait = WaitMode.Em1Wait, FirmwareApp App = FirmwareApp.SelfTest,
    ResultChannel Channel = ResultChannel.Vcom)
{
    public CodeStyle Style { get; init; } = new();

    /// <summary>The self-test allows outputs some distance; null: it expects each byte.</summary>
    public OutputTolerance? Tolerance { get; init; }

    // The driver sleeps in EM1 unless this is defined.
    private const string BusyPoll = "ADC_MVP_BUSY_POLL";

    /// <summary>Macros that its sources are compiled with.</summary>
    /// <remarks>Who measures polls: the core's cycle counter stands still in sleep.</remarks>
    public IReadOnlyList<string> Definitions => Wait == WaitMode.BusyPoll || App is FirmwareApp.Bench or FirmwareApp.Device ? [BusyPoll] : [];
}
