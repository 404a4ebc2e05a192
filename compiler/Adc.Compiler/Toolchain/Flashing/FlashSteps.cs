using System.Globalization;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>Runs one tool step after step, and turns what goes wrong into diagnostics.</summary>
/// <param name="path">Of the tool.</param>
internal sealed class FlashSteps(
    IFlashTool tool, string path, FlashRequest request, DiagnosticBag diagnostics, IProgress<WorkStep>? progress, CancellationToken cancellation)
{
    /// <param name="purpose">An infinitive such as "program the board".</param>
    /// <returns>Null, with a diagnostic, when the step failed.</returns>
    public ToolRun? Run(string purpose, params IReadOnlyList<string> arguments)
    {
        progress?.Report(purpose);
        ToolRun? run = ToolRun.Within(request.TimeLimit, path, arguments, Path.GetDirectoryName(request.Stem)!, cancellation);
        if (run is null)
        {
            string seconds = request.TimeLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            diagnostics.Report(Catalogue.ToolTimedOut, Origin.None, tool.Tool.Name, purpose, seconds, "look at cable, supply and adapter, or give it longer with --timeout");
            return null;
        }

        if (tool.Judge(run) is not ToolComplaint complaint)
        {
            return run;
        }

        diagnostics.Report(Catalogue.FlashFailed, Origin.None, tool.Tool.Name, purpose, complaint.Message, complaint.Advice);
        return null;
    }

    /// <summary>Reports that a good run did not say what was wanted.</summary>
    public bool Missed(string purpose, string message)
    {
        diagnostics.Report(Catalogue.FlashFailed, Origin.None, tool.Tool.Name, purpose, message, "try another version of the tool");
        return false;
    }

    /// <param name="found">The part on the board, in words.</param>
    public bool Mismatch(string found)
    {
        diagnostics.Report(Catalogue.PartMismatch, Origin.None, found, Path.GetFileName(request.Elf), request.Part.Opn);
        return false;
    }
}
