using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Emission;
using Adc.Compiler.Ir;
using Adc.Compiler.Toolchain;

namespace Adc.Compiler.Pipeline;

/// <summary>Puts the compiled models of a configuration into one firmware, builds it, and lets the models take turns on their test vectors.</summary>
/// <param name="engines">The simulators.</param>
/// <param name="options">What the command line switched off.</param>
/// <param name="reports">Files that describe the finished firmware: relative path and text.</param>
/// <param name="progress">Told what begins.</param>
public sealed class TogetherJob(
    IEngines engines, JobOptions options, Func<TogetherResult, IEnumerable<(string Path, string Text)>> reports, IProgress<WorkStep>? progress = null)
{
    /// <param name="name">Of the firmware, and of its folder in <paramref name="outputFolder"/>.</param>
    /// <returns>Null when nothing was emitted.</returns>
    public TogetherResult? Run(Setting<string> name, IReadOnlyList<Compilation> models, string outputFolder, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        TogetherRules.CheckAgreement(models, name, diagnostics);
        if (diagnostics.HasErrors || Emit(name, models, diagnostics) is not TogetherResult emitted)
        {
            return null;
        }

        string folder = Path.Combine(outputFolder, name.Value);
        try
        {
            using var output = new OutputTransaction(folder);
            output.Write(emitted.Sources);
            TogetherResult finished = options.Build ? Build(emitted, output.Folder, diagnostics, cancellation) : emitted;
            cancellation.ThrowIfCancellationRequested();
            foreach ((string path, string text) in reports(finished))
            {
                output.Write(path, text);
            }

            output.Commit();
            return finished;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.CannotWriteOutput, Origin.None, folder, exception.Message.TrimEnd('.'));
            return null;
        }
    }

    private static TogetherResult? Emit(Setting<string> name, IReadOnlyList<Compilation> models, DiagnosticBag diagnostics)
    {
        TargetRequest target = models[0].Request.Target;
        FirmwareOptions firmware = target.Firmware with { App = FirmwareApp.SelfTest, Style = Style(models) };
        SourceTree? sources = TogetherEmitter.Emit(
            name.Value, [.. models.Select(TogetherResult.Source)], AdcVersion.Text, target.Layout, firmware, out string? clash);
        if (sources is null)
        {
            diagnostics.Report(Catalogue.ModelsNotTogether, name.Origin, name.Value, string.Join(", ", models.Select(model => model.Identity.Name)), $"two of them have a file '{clash}'; rename one by model_name");
            return null;
        }

        var emitted = new TogetherResult(name.Value, models.ToSequence(), sources);
        TogetherRules.CheckSize(emitted, name, diagnostics);
        return diagnostics.HasErrors ? null : emitted;
    }

    /// <summary>The text of what is shared: the newer of the models' versions of C, the first section that any asks for.</summary>
    private static CodeStyle Style(IReadOnlyList<Compilation> models)
    {
        CodeStyle[] styles = [.. models.Select(model => model.Request.Target.Firmware.Style)];
        return new CodeStyle(ArenaSection: styles.Select(style => style.ArenaSection).FirstOrDefault(section => section is not null))
        {
            Language = styles.Max(style => style.Language),
        };
    }

    private TogetherResult Build(TogetherResult emitted, string folder, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        TogetherResult result = emitted;
        TargetRequest target = emitted.Target;
        progress?.Report("building the firmware");
        if (FirmwareBuilder.Build(emitted.Sources, folder, target.Firmware.Optimisation, target.ToolFolder, diagnostics, cancellation) is FirmwareImage image)
        {
            result = result with { Image = image with { ElfPath = Path.GetFileName(image.ElfPath) } };
        }

        if (!options.Simulate || result.Image is null)
        {
            return result;
        }

        progress?.Report("running the test vectors on this machine");
        if (HostBuilder.Build(emitted.Sources, folder, diagnostics, cancellation) is string program)
        {
            result = result with { Host = Judge("the emitted C on this machine", ToolRun.Of(program, [], folder, cancellation).Output, diagnostics) };
        }

        progress?.Report("running the firmware on the emulated board");
        return engines.Console(result.Image.Elf, target.TimeLimit, diagnostics, cancellation) is string console
            ? result with { Board = Judge("the firmware on the emulated board", console, diagnostics) }
            : result;
    }

    private static SelfTestResult? Judge(string who, string console, DiagnosticBag diagnostics)
    {
        SelfTestResult? result = SelfTestResult.FromConsole(console);
        if (result is null)
        {
            diagnostics.Report(Catalogue.BoardRunFailed, Origin.None, $"{who} printed no verdict");
        }
        else if (!result.Succeeded)
        {
            diagnostics.Report(
                Catalogue.SelfTestFailed, Origin.None,
                string.Create(CultureInfo.InvariantCulture, $"{who}, with several models in turn, is right on {result.Passed} of {result.Count} test vectors; expected all"));
        }

        return result;
    }
}
