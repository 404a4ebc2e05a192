using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc evaluate FILE.yaml</c>: scores, accuracy or AUC of the test data, in the columns float, int8 and mvp.</summary>
internal static class EvaluateCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var file = new ConfigurationFile("evaluate");
        var command = new ExampleCommand(
            "evaluate", "Judges models by their test data: scores, AUC or accuracy, for float, int8 and accelerator.", "adc evaluate ad.yaml");
        var jobs = new Option<int?>("--jobs") { Description = "run so many rows at a time, instead of reference.threads; the results do not depend on it", HelpName = "N" };
        file.AddTo(command);
        command.Add(jobs);
        command.SetAction((parsed, cancellation) =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            int? atOnce = parsed.GetValue(jobs);
            if ((file.Problem(parsed) ?? (atOnce < 1 ? $"--jobs {atOnce}: expected 1 or more" : null)) is string problem)
            {
                return Task.FromResult(printer.Refuse(problem));
            }

            List<string> reports = [];
            CompilerConfig? config = file.Read(parsed, diagnostics);
            foreach (ModelConfig model in config is null || diagnostics.HasErrors ? [] : config.Models.SelectMany(Variants.Of))
            {
                var own = new DiagnosticBag();
                TestResult? result = printer.WithProgress(model.Name, progress =>
                    new EvaluationJob(new Engines(), file.AllowsPrograms(parsed), progress, atOnce).Run(model, own, cancellation));
                if (result is not null)
                {
                    printer.Result((reports.Count == 0 ? "" : "\n") + $"{model.Name}\n{MetricsTable.Of(result)}{DifferenceTable.Of(result)}".TrimEnd());
                    reports.Add(EvaluationJson.Of(model.Name, result));
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
}
