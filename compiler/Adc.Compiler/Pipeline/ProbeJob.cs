using System.Text.Json.Nodes;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Emission.Probes;
using Adc.Compiler.Targets;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>Builds the firmware that asks the accelerator what no document says.</summary>
public static class ProbeJob
{
    /// <param name="folder">Appears whole or not at all; <c>adc flash</c> takes it.</param>
    /// <param name="board">One of <see cref="ConfiguredRequest.FirmwareBoards"/> whose part has the accelerator.</param>
    /// <returns>False when <paramref name="diagnostics"/> got an error.</returns>
    public static bool Build(string folder, Board board, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        TargetLayout layout = ConfiguredRequest.LayoutFor(board);
        SourceTree sources = ProbeEmitter.Emit(layout, AdcVersion.Text);
        try
        {
            using var output = new OutputTransaction(folder);
            output.Write(sources);
            output.Write(CompiledFolder.ReportName, Describe(board, layout));
            if (FirmwareBuilder.Build(sources, output.Folder, "O2", null, diagnostics, cancellation) is null)
            {
                return false;
            }

            output.Commit();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.CannotWriteOutput, Origin.None, folder, exception.Message.TrimEnd('.'));
            return false;
        }
    }

    /// <summary>As much of a report as programming needs.</summary>
    private static string Describe(Board board, TargetLayout layout) => new JsonObject
    {
        ["schema"] = "adc.probe/1",
        ["model"] = new JsonObject { ["name"] = ProbeEmitter.Name, ["sha256"] = "" },
        ["target"] = new JsonObject { ["board"] = board.Name, ["part"] = board.Part.Opn, ["flash_origin"] = layout.FlashOrigin },
    }.ToJsonString() + "\n";
}
