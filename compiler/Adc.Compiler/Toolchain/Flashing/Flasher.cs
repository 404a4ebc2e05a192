using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Toolchain.Flashing;

/// <summary>Firmware image to board: which part is there, programming, read-back, reset.</summary>
public static class Flasher
{
    /// <param name="progress">Told what begins.</param>
    /// <returns>False when <paramref name="diagnostics"/> got an error.</returns>
    public static bool Flash(FlashRequest request, DiagnosticBag diagnostics, IProgress<WorkStep>? progress, CancellationToken cancellation)
    {
        IFlashTool tool = Of(request.Program);
        string? path = Locate(tool.Tool, request.ToolPath ?? Environment.GetEnvironmentVariable(tool.Variable));
        if (path is null)
        {
            diagnostics.Report(Catalogue.ToolNotFound, Origin.None, tool.Tool.Name, tool.Tool.HowToGet);
            return false;
        }

        return tool.Flash(request, new FlashSteps(tool, path, request, diagnostics, progress, cancellation));
    }

    /// <summary>Resets the board that <see cref="Flash"/> has programmed, so that its console starts anew.</summary>
    /// <returns>False when <paramref name="diagnostics"/> got an error.</returns>
    public static bool Reset(FlashRequest request, DiagnosticBag diagnostics, IProgress<WorkStep>? progress, CancellationToken cancellation)
    {
        IFlashTool tool = Of(request.Program);
        return Locate(tool.Tool, request.ToolPath ?? Environment.GetEnvironmentVariable(tool.Variable)) is string path
            && tool.Reset(request, new FlashSteps(tool, path, request, diagnostics, progress, cancellation));
    }

    private static IFlashTool Of(FlashProgram program) => program switch
    {
        FlashProgram.OpenOcd => new OpenOcdTool(),
        FlashProgram.JLink => new JLinkTool(),
        _ => new CommanderTool(),
    };

    private static string? Locate(Tool tool, string? place) => File.Exists(place) ? Path.GetFullPath(place) : tool.Find(place);
}
