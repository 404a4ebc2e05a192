using System.CommandLine;
using System.Text;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;

namespace Adc.Cli.Commands;

/// <summary><c>adc new MODEL</c>: a commented configuration that compiles as it stands.</summary>
internal static class NewCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite file, or a float Keras file (.h5, .keras) with calibration rows beside it" };
        var output = new Option<string?>("--output", "-o") { Description = "where the configuration goes; default: beside the model, called like it", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "overwrite a file that is there" };
        var command = new ExampleCommand("new", "Writes a commented configuration for a model, with the data found beside it.", "adc new ad01_int8.tflite", "adc compile ad01_int8.yaml")
        {
            model, output, force,
        };
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            string path = parsed.GetRequiredValue(model), file = parsed.GetValue(output) ?? Path.ChangeExtension(path, ".yaml");
            if (Path.Exists(file) && !parsed.GetValue(force))
            {
                return printer.Refuse($"'{Printable.Text(file)}' exists already; --force overwrites it, --output names another file");
            }

            string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            if (ConfigurationWriter.Draft(ConfiguredRequest.ForModel(path, Rounding.Tflm), folder, diagnostics) is ConfigurationDraft draft)
            {
                string text = ConfigurationDraftText.Of(draft, Path.GetFileName(file));
                if (WholeFiles.Write([(file, Encoding.UTF8.GetBytes(text))], diagnostics))
                {
                    printer.Summary($"wrote {Printable.Text(file)}; next: adc compile {Printable.Text(file)}{(draft.LeavesFolder ? " --allow-outside" : "")}\n");
                }
            }

            return printer.Finish(diagnostics);
        });
        return command;
    }
}
