using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc profile MODEL</c>: cycles and time layer by layer.</summary>
internal static class ProfileCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite file" };
        var accelerator = new ChoiceOption<AcceleratorChoice>("--accelerator", AcceleratorChoice.Mvp) { Description = "mvp (default): with the accelerator; none: the CPU alone" };
        var command = new ExampleCommand("profile", "Counts operations, cycles and time layer by layer on the emulated board.", "adc profile ad01_int8.tflite") { model, accelerator };
        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            CompileRequest request = ConfiguredRequest.ForModel(parsed.GetRequiredValue(model), Rounding.Tflm, parsed.GetValue(accelerator) == AcceleratorChoice.Mvp);
            Compilation? compilation = printer.WithProgress(
                "profile", progress => new ModelScanner(new Engines()).Profile(request, diagnostics, cancellation, progress));
            List<string> reports = [];
            if (compilation is not null && !diagnostics.HasErrors)
            {
                printer.Result(ProfileReport.Of(compilation));
                reports.Add(JsonReport.Of(compilation, diagnostics.Sorted()));
            }

            return Task.FromResult(printer.Finish(diagnostics, reports));
        });
        return command;
    }
}
