using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;

namespace Adc.Cli.Commands;

/// <summary><c>adc summarize MODEL</c>: the layers of a model file and what it says of itself.</summary>
internal static class SummarizeCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite file, a Keras file (.h5, .keras), or the JSON of a Keras model" };
        var command = new ExampleCommand("summarize", "Lists the layers of a model file, its work, and what it says of itself.", "adc summarize ad01_int8.tflite", "adc summarize autoencoder.keras --json") { model };
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            List<string> reports = [];
            if (ModelSummarizer.Read(ConfiguredRequest.ForModel(parsed.GetRequiredValue(model), Rounding.Tflm), diagnostics) is ModelSummary summary)
            {
                printer.Result(ModelSummaryText.Of(summary, printer.Width));
                reports.Add(ModelSummaryJson.Of(summary));
            }

            return printer.Finish(diagnostics, reports);
        });
        return command;
    }
}
