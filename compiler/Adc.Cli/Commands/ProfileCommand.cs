using System.CommandLine;
using System.CommandLine.Parsing;
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
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite file, or a YAML configuration, whose models are profiled one after the other" };
        var accelerator = new ChoiceOption<AcceleratorChoice>("--accelerator", AcceleratorChoice.Mvp)
        {
            Description = "mvp (default): with the accelerator; none: the CPU alone; a configuration says it itself",
        };
        var command = new ExampleCommand(
            "profile", "Counts cycles, time and energy layer by layer on the emulated board, and tells what would help.", "adc profile ad01_int8.tflite", "adc profile ad.yaml --json > profile.json") { model, accelerator };
        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            string path = parsed.GetRequiredValue(model);
            bool? accelerated = parsed.GetResult(accelerator) is OptionResult { Implicit: false } ? parsed.GetValue(accelerator) == AcceleratorChoice.Mvp : null;
            List<string> reports = [];
            foreach (CompileRequest request in Requests(path, accelerated, diagnostics))
            {
                var own = new DiagnosticBag();
                (Compilation? compilation, IReadOnlyList<TriedChange> tried) = printer.WithProgress(
                    "profile", progress => new ModelScanner(new Engines()).Profile(request, own, cancellation, progress));
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

    private static IEnumerable<CompileRequest> Requests(string path, bool? accelerated, DiagnosticBag diagnostics)
    {
        if (!path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        {
            return [ConfiguredRequest.ForModel(path, Rounding.Tflm, accelerated ?? true)];
        }

        CompilerConfig? config = ConfigReader.ReadFile(path, ConfigOptions.Default, diagnostics);
        return config is null || diagnostics.HasErrors ? [] : [.. config.Models.Select(model => ConfiguredRequest.From(model, diagnostics)).OfType<CompileRequest>()
            .Select(request => accelerated == false ? request with { Accelerator = null } : request)];
    }
}
