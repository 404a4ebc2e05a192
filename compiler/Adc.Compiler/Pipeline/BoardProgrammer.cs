using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Targets;
using Adc.Compiler.Toolchain.Flashing;
using Adc.Compiler.Toolchain.Serial;

namespace Adc.Compiler.Pipeline;

/// <summary>Puts what <c>adc compile</c> left in an output folder into a board.</summary>
public sealed class BoardProgrammer(IProgress<WorkStep>? progress = null)
{
    /// <param name="port">Serial port to watch for the self-test's verdict, or null to watch none.</param>
    /// <param name="console">Told each line that the firmware prints.</param>
    /// <returns>What was done, for people; null when <paramref name="diagnostics"/> got an error.</returns>
    public string? Flash(string folder, FlashChoices choices, string? port, Action<string> console, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if ((port is null ? CompiledFolder.ReadTarget(folder, diagnostics) : CompiledFolder.ReadTargetOnLine(folder, "--port", diagnostics)) is not CompiledTarget target
            || CompiledFolder.Find(folder, $"firmware/{target.Name}{(choices.Format == ImageFormat.S37 ? ".s37" : ".hex")}", diagnostics) is not string image)
        {
            return null;
        }

        FlashRequest request = new(
            choices.Program, Path.ChangeExtension(image, null), target.FlashOrigin, target.Part, choices.SerialNumber, choices.Verifies, choices.TimeLimit, choices.ToolPath)
        {
            Format = choices.Format,
        };
        string done = $"{Path.GetFileName(image)} is in the {target.Part}";
        if (port is null)
        {
            return Flasher.Flash(request, diagnostics, progress, cancellation) ? done : null;
        }

        // Opened before the firmware starts, so that its first line is not lost.
        using ISerialLine? line = SerialPorts.Open(port, diagnostics);
        return line is not null && Flasher.Flash(request, diagnostics, progress, cancellation) && Watch(line, choices.TimeLimit, console, diagnostics, cancellation)
            ? $"{done}, and its self-test passed"
            : null;
    }

    /// <summary>What a folder was compiled for, where its firmware uses the serial port.</summary>
    /// <param name="what">What needs the port, in messages.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static CompiledTarget? WhatIsOnLine(string folder, string what, DiagnosticBag diagnostics) => CompiledFolder.ReadTargetOnLine(folder, what, diagnostics);

    private bool Watch(ISerialLine line, TimeSpan limit, Action<string> console, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        const string Verdict = "adc verdict ";
        progress?.Report("waiting for the self-test");
        string? verdict = null;
        try
        {
            ConsoleText.Follow(
                line,
                text =>
                {
                    console(text);
                    verdict = text.StartsWith(Verdict, StringComparison.Ordinal) ? text[Verdict.Length..] : null;
                    return verdict is null;
                },
                limit, cancellation);
        }
        catch (SerialLineException exception)
        {
            diagnostics.Report(Catalogue.SerialPortFailed, Origin.None, line.Name, "failed", exception.Message.TrimEnd('.'));
            return false;
        }

        if (verdict is null)
        {
            diagnostics.Report(
                Catalogue.BoardSilent, Origin.None, $"the board on {line.Name}", "self-test", limit.TotalSeconds.ToString(CultureInfo.InvariantCulture), "press its reset button, and look at --port");
        }
        else if (!verdict.StartsWith("PASS", StringComparison.Ordinal))
        {
            diagnostics.Report(Catalogue.SelfTestFailed, Origin.None, $"the firmware on the board ended its self-test with '{verdict}'; expected PASS");
        }

        return !diagnostics.HasErrors;
    }
}

/// <summary>How a board is programmed.</summary>
/// <param name="SerialNumber">Of the debug adapter; null for the only one.</param>
/// <param name="Verifies">Everything is read back.</param>
/// <param name="TimeLimit">For each run of the tool, and for the wait between two lines of the console.</param>
/// <param name="ToolPath">The tool or its folder; null for where it usually is.</param>
public sealed record FlashChoices(FlashProgram Program, string? SerialNumber, bool Verifies, TimeSpan TimeLimit, string? ToolPath)
{
    public ImageFormat Format { get; init; } = ImageFormat.Hex;
}

/// <summary>What an output folder was compiled from and for.</summary>
/// <param name="Sha256">Of the model file; null in folders without hashes.</param>
/// <param name="Build">Of the emitted C; null in folders of older versions.</param>
public sealed record CompiledTarget(string Name, Part Part, uint FlashOrigin, string? Sha256, string? Build, ResultChannel Channel);
