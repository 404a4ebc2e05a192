using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Pipeline;

/// <summary>Measures on a board what <c>adc compile</c> has modelled.</summary>
public sealed class DeviceProfiler(IProgress<WorkStep>? progress = null)
{
    /// <param name="folder">An output folder whose firmware the board holds.</param>
    /// <param name="rounds">The least cycles of so many rounds count.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public DeviceMeasurement? Measure(string folder, DeviceChoices choices, int rounds, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (CompiledFolder.ReadTargetOnLine(folder, "--device", diagnostics) is not CompiledTarget target
            || CompiledFolder.Read(folder, _ => target, diagnostics) is null) // the report is where the figures go
        {
            return null;
        }

        progress?.Report("measuring on the board");
        using DeviceSession? session = DeviceSession.Open(choices, target.Sha256, target.Build, progress, diagnostics, cancellation);
        try
        {
            return session?.Measure(rounds);
        }
        catch (BoardException exception)
        {
            diagnostics.Add(exception.Diagnostic!);
            return null;
        }
    }
}
