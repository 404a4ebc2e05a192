using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc profile MODEL|FILE.yaml</c>: cycles, time and energy layer by layer, and what would help.</summary>
internal static class ProfileCommand
{
    private const int DefaultSeconds = 30, DefaultRounds = 3;

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite file, or a YAML configuration, whose models are profiled one after the other; with --device a folder that adc compile has written, or the YAML file that it was compiled from" };
        var accelerator = new ChoiceOption<AcceleratorChoice>("--accelerator", AcceleratorChoice.Mvp)
        {
            Description = "mvp (default): with the accelerator; none: the CPU alone; a configuration says it itself",
        };
        var device = new Option<bool>("--device") { Description = "measure on the board that holds the folder's firmware, and put what was measured into its report.json" };
        var port = new Option<string?>("--port") { Description = "serial port of the board; without it the only one", HelpName = "P" };
        var timeout = new Option<int>("--timeout") { Description = $"seconds that the board may take for an answer; default {DefaultSeconds}", HelpName = "S", DefaultValueFactory = _ => DefaultSeconds };
        var rounds = new Option<int>("--rounds") { Description = $"the least cycles of so many rounds count; default {DefaultRounds}", HelpName = "N", DefaultValueFactory = _ => DefaultRounds };
        var command = new ExampleCommand(
            "profile", "Counts cycles, time and energy layer by layer on the emulated board, and tells what would help; or measures them on a real board.", "adc profile ad01_int8.tflite", "adc profile ad.yaml --json > profile.json",
            "adc profile outputs/ad --device --port /dev/ttyACM0") { model, accelerator, device, port, timeout, rounds };
        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            string path = parsed.GetRequiredValue(model);
            if (parsed.GetValue(device))
            {
                var choices = new DeviceChoices(parsed.GetValue(port), TimeSpan.FromSeconds(parsed.GetValue(timeout)));
                return Task.FromResult(
                    parsed.GetValue(timeout) < 1 || parsed.GetValue(rounds) < 1 ? printer.Refuse("--timeout and --rounds: expected 1 or more")
                    : !Directory.Exists(path) && !IsConfiguration(path) ? printer.Refuse($"--device measures the firmware of a compiled folder, which '{path}' is not; compile it with firmware.app: device")
                    : (Directory.Exists(path) ? path : FolderOf(path, diagnostics)) is not string folder ? printer.Finish(diagnostics)
                    : MeasureOnDevice(folder, choices, parsed.GetValue(rounds), printer, diagnostics, cancellation));
            }

            bool? accelerated = parsed.GetResult(accelerator) is OptionResult { Implicit: false } ? parsed.GetValue(accelerator) == AcceleratorChoice.Mvp : null;
            List<string> reports = [];
            foreach ((CompileRequest request, ModelConfig? config) in Requests(path, accelerated, diagnostics))
            {
                var own = new DiagnosticBag();
                (Compilation? compilation, IReadOnlyList<TriedChange> tried) = printer.WithProgress(
                    "profile", progress => new ModelScanner(new Engines()).Profile(request, config, own, cancellation, progress));
                if (compilation is not null && !own.HasErrors)
                {
                    printer.Result(ProfileReport.Of(compilation, tried, printer.Width));
                    reports.Add(JsonReport.Of(compilation, own.Sorted()));
                }

                foreach (Diagnostic diagnostic in own.Sorted())
                {
                    diagnostics.Add(diagnostic);
                }
            }

            return Task.FromResult(printer.Finish(diagnostics, reports));
        });
        return command;
    }

    private static int MeasureOnDevice(string folder, DeviceChoices choices, int rounds, Printer printer, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        DeviceMeasurement? measurement = printer.WithProgress(
            "profile", progress => new DeviceProfiler(progress).Measure(folder, choices, rounds, diagnostics, cancellation));
        string path = Path.Combine(folder, "report.json");
        if (measurement is not null && MeasuredReport.Merge(File.ReadAllText(path), measurement) is string merged
            && WholeFiles.Write([(path, Encoding.UTF8.GetBytes(merged))], diagnostics))
        {
            printer.Result(MeasuredReport.Table(merged, printer.Width));
            return printer.Finish(diagnostics, [merged]);
        }

        return printer.Finish(diagnostics);
    }

    /// <summary>What is compiled, and the test of a configuration that it stands for.</summary>
    private static IEnumerable<(CompileRequest Request, ModelConfig? Config)> Requests(string path, bool? accelerated, DiagnosticBag diagnostics)
    {
        if (!IsConfiguration(path))
        {
            yield return (ConfiguredRequest.ForModel(path, Rounding.Tflm, accelerated ?? true), null);
            yield break;
        }

        if (ConfigReader.ReadFile(path, ConfigOptions.Default, diagnostics) is not CompilerConfig config || diagnostics.HasErrors)
        {
            yield break;
        }

        foreach (ModelConfig model in config.Models.SelectMany(Variants.Of))
        {
            if (ConfiguredRequest.From(model, diagnostics) is CompileRequest request)
            {
                yield return (request with { Seed = config.Seed.Value, Accelerator = accelerated == false ? null : request.Accelerator }, model);
            }
        }
    }

    private static bool IsConfiguration(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The output folder of a configuration's one test; a board holds one model.</summary>
    private static string? FolderOf(string path, DiagnosticBag diagnostics)
    {
        if (ConfigReader.ReadFile(path, ConfigOptions.Default, diagnostics) is not CompilerConfig config || diagnostics.HasErrors)
        {
            return null;
        }

        ModelConfig[] models = [.. config.Models.SelectMany(Variants.Of)];
        string[] folders = [.. models.Select(model => Path.Combine(config.OutputDir.Value.Full, model.Name))];
        if (folders.Length != 1)
        {
            diagnostics.Report(Catalogue.WhichFirmware, models[0].Origin, folders.Length, string.Join(", ", folders.Select(folder => Path.GetFileName(folder))));
            return null;
        }

        if (models[0].Firmware.App.Value == FirmwareApp.Device)
        {
            return folders[0];
        }

        diagnostics.Report(Catalogue.MissingKey, models[0].Firmware.App.Origin, $"a measurement of the test '{models[0].Name}'", "'firmware.app: device'");
        return null;
    }
}
