using System.CommandLine;
using System.Text;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports.GraphView;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc view MODEL --output V.html</c>: the graph of a model as a page or a picture.</summary>
internal static class ViewCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "a .tflite or Keras file, or a folder that adc compile has written, whose figures are shown too" };
        var output = new Option<string>("--output", "-o") { Description = "where the picture goes: V.html, a page to pan, zoom and search; V.svg, a picture alone", Required = true, HelpName = "V.html|V.svg" };
        var accelerator = new ChoiceOption<AcceleratorChoice>("--accelerator", AcceleratorChoice.Mvp) { Description = "mvp (default): engines and cycles with the accelerator; none: for the CPU alone; a folder keeps its own" };
        var source = new Option<bool>("--source") { Description = "the graph as it stands in the file, before anything is folded or fused" };
        var command = new ExampleCommand("view", "Draws the graph of a model: engines, shapes, cycles.", "adc view ad01_int8.tflite --output ad01.html") { model, output, accelerator, source };
        command.SetAction((parsed, cancellation) =>
        {
            Printer printer = global.Printer(parsed, terminal);
            string path = parsed.GetRequiredValue(model), file = parsed.GetRequiredValue(output);
            bool isPage = EndsWith(file, ".html") || EndsWith(file, ".htm");
            if (!isPage && !EndsWith(file, ".svg"))
            {
                return Task.FromResult(printer.Refuse($"--output '{Printable.Text(file)}': the name must end with .html or .svg"));
            }

            if (Directory.Exists(path) && parsed.GetValue(source))
            {
                return Task.FromResult(printer.Refuse($"'{Printable.Text(path)}' is a compiled folder, which does not hold the graph of the file; leave --source out, or name the model"));
            }

            var diagnostics = new DiagnosticBag();
            bool accelerated = parsed.GetValue(accelerator) == AcceleratorChoice.Mvp;
            GraphPage? page = printer.WithProgress("view", progress => Directory.Exists(path)
                ? GraphPage.OfFolder(path, diagnostics)
                : OfModel(ConfiguredRequest.ForModel(path, Rounding.Tflm, accelerated), parsed.GetValue(source), progress, printer, diagnostics));
            cancellation.ThrowIfCancellationRequested();
            if (page is not null && WholeFiles.Write([(file, Encoding.UTF8.GetBytes(isPage ? page.Html() : page.Svg()))], diagnostics))
            {
                printer.Summary($"  {"file",-9} {Printable.Text(file)}: {page.Remark}\n");
            }

            return Task.FromResult(printer.Finish(diagnostics));
        });
        return command;
    }

    private static GraphPage? OfModel(CompileRequest request, bool asInFile, IProgress<WorkStep> progress, Printer printer, DiagnosticBag diagnostics)
    {
        if (new ModelViewer(new Engines(), progress).Read(request, asInFile, diagnostics) is not ViewedModel viewed)
        {
            return null;
        }

        if (viewed.Obstacles.Count > 0)
        {
            printer.Summary($"  engines   unknown: adc cannot compile the model as it stands ({string.Join(", ", viewed.Obstacles.Select(obstacle => obstacle.Code).Distinct())}; 'adc scan' tells)\n");
        }

        return GraphPage.Of(viewed);
    }

    private static bool EndsWith(string file, string ending) => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
