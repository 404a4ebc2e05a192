using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;

namespace Adc.Cli.Commands;

/// <summary><c>adc estimate MODEL</c>: arithmetic, parameters, activations and memory, layer by layer.</summary>
internal static class EstimateCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite file, a Keras file, or the JSON of a Keras model; weights are not needed" };
        var training = new Option<bool>("--training") { Description = "tell what training would take, too" };
        var counting = new ChoiceOption<Counting>("--counting", Counting.Exact)
        {
            Description = "exact (default): each multiply-add once; nns: by the rules and in the columns of the nns package, for Keras models",
        };
        var command = new ExampleCommand(
            "estimate", "Counts multiply-adds, parameters, activations and memory, layer by layer.", "adc estimate autoencoder.keras --training", "adc estimate autoencoder.keras --counting nns") { model, training, counting };
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            bool trains = parsed.GetValue(training), countsLikeNns = parsed.GetValue(counting) == Counting.Nns;
            List<string> reports = [];
            if (ModelEstimator.Read(ConfiguredRequest.ForModel(parsed.GetRequiredValue(model), Rounding.Tflm), diagnostics) is ModelEstimate estimate)
            {
                if (countsLikeNns && !estimate.IsKeras)
                {
                    return printer.Refuse($"--counting nns needs a Keras model, and '{Printable.Text(estimate.File)}' is none; leave the option out");
                }

                printer.Result(countsLikeNns ? EstimateText.OfNns(estimate, trains, printer.Width) : EstimateText.Of(estimate, trains, printer.Width));
                reports.Add(EstimateJson.Of(estimate, trains));
            }

            return printer.Finish(diagnostics, reports);
        });
        return command;
    }

    private enum Counting
    {
        Exact,
        Nns,
    }
}
