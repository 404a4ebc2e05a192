using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Pipeline;

/// <summary>Runs what <c>adc compile</c> left in an output folder on rows of data; nothing is compiled again.</summary>
/// <param name="engines">The simulators.</param>
public sealed class FolderRunner(IEngines engines, IProgress<WorkStep>? progress = null)
{
    /// <summary>Reads the rows, runs them, writes the outputs. Files are written only when everything went well.</summary>
    /// <returns>What was written.</returns>
    /// <param name="request">Its engine is not the reference, which needs the model file.</param>
    public IReadOnlyList<WrittenRows> Run(string folder, RunRequest request, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (CompiledFolder.Read(folder, diagnostics) is not ModelLayout layout)
        {
            return [];
        }

        RunData? data = RunData.Read("--input", request.Inputs, layout.Inputs, diagnostics);
        if (PortFile.Match("--output", layout.Outputs, request.Outputs, allAreNeeded: false, diagnostics) is not IReadOnlyList<string?> paths || data is null)
        {
            return [];
        }

        var runner = new CompiledRunner(engines, layout, request, data);
        RunResult? result = request.Engine switch
        {
            RunEngine.Cpu => RunOnHost(runner, folder, layout, diagnostics, cancellation),
            RunEngine.Device => RunOnDevice(runner, folder, request, diagnostics, cancellation),
            _ => RunOnBoard(runner, folder, layout, diagnostics, cancellation),
        };
        return result is not null && !diagnostics.HasErrors ? result.Write(layout.Outputs, paths, request, data, diagnostics) : [];
    }

    private RunResult? RunOnHost(CompiledRunner runner, string folder, ModelLayout layout, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        progress?.Report("running the emitted C");
        return CompiledFolder.Find(folder, $"host/{layout.Name}", diagnostics) is string program
            ? runner.RunOnHost(program, diagnostics, cancellation)
            : null;
    }

    private RunResult? RunOnDevice(CompiledRunner runner, string folder, RunRequest request, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (CompiledFolder.ReadTargetOnLine(folder, "--engine device", diagnostics) is not CompiledTarget target)
        {
            return null;
        }

        progress?.Report("running the firmware on the board");
        using DeviceSession? session = DeviceSession.Open(request.Device!, target.Sha256, target.Build, progress, diagnostics, cancellation);
        return session is null ? null : runner.RunOn(session, diagnostics, cancellation);
    }

    private RunResult? RunOnBoard(CompiledRunner runner, string folder, ModelLayout layout, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        progress?.Report("running the firmware on the emulated board");
        return CompiledFolder.Find(folder, $"firmware/{layout.Name}.elf", diagnostics) is string elf
            ? runner.RunOnBoard(File.ReadAllBytes(elf), BoardTimeLimit.Default, diagnostics, cancellation)
            : null;
    }
}
