using System.CommandLine;
using System.Text;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Compiler.Targets;

namespace Adc.Cli.Commands;

/// <summary><c>adc calibrate FILE</c>: the cycle models' constants from what boards have measured; with <c>--probe</c> firmware that asks a board.</summary>
internal static class CalibrateCommand
{
    private static readonly string[] Probed = [.. ConfiguredRequest.FirmwareBoards];

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var measured = new Argument<string[]>("FILE") { Description = "report.json files that adc profile --device has measured", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string?>("--output", "-o") { Description = "file for the constants, which the key mvp.timing reads", HelpName = "TIMING.json" };
        var probe = new Option<string?>("--probe") { Description = "instead build firmware that asks the accelerator what no document says; flash it, and paste what it prints into an issue", HelpName = "DIR" };
        var board = new Option<string>("--board") { Description = $"the board of --probe: {string.Join(", ", Probed)}; default {Probed[0]}", HelpName = "BOARD", DefaultValueFactory = _ => Probed[0] };
        var command = new ExampleCommand(
            "calibrate", "Fits the cycle models to what a board has measured, and tells how far off they were.", "adc calibrate outputs/tinyml_ad/report.json --output timing.json",
            "adc calibrate --probe outputs/probe --board brd2703a")
        {
            measured, output, probe, board,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            string[] reports = parsed.GetValue(measured) ?? [];
            string name = parsed.GetValue(board)!.ToLowerInvariant();
            if (parsed.GetValue(probe) is string folder)
            {
                if (reports.Length > 0 || !Probed.Contains(name))
                {
                    return printer.Refuse(reports.Length > 0 ? "--probe builds firmware and takes no reports" : $"--board '{name}': expected one of {string.Join(", ", Probed)}");
                }

                bool built = printer.WithProgress("calibrate", progress => ProbeJob.Build(folder, Boards.Find(name)!, diagnostics, cancellation));
                if (built)
                {
                    printer.Summary($"{folder} holds the firmware; next: adc flash {folder}, then adc monitor --until \"adc verdict\"\n");
                }

                return printer.Finish(diagnostics);
            }

            if (reports.Length == 0)
            {
                return printer.Refuse("no report to calibrate with; name report.json files after 'adc profile DIR --device', or build firmware by --probe DIR");
            }

            if (Calibrate(reports, diagnostics) is TimingCalibration calibration)
            {
                string text = TimingFile.Text(calibration.After, calibration.Source);
                if (parsed.GetValue(output) is not string path || WholeFiles.Write([(path, Encoding.UTF8.GetBytes(text))], diagnostics))
                {
                    printer.Result(calibration.Print(printer.Width));
                    return printer.Finish(diagnostics, [text]);
                }
            }

            return printer.Finish(diagnostics);
        }
    }

    private static TimingCalibration? Calibrate(string[] paths, DiagnosticBag diagnostics)
    {
        string current = "";
        try
        {
            List<string> texts = [];
            foreach (string path in paths)
            {
                current = path;
                texts.Add(File.ReadAllText(path));
                TimingCalibration.Of([texts[^1]]);
            }

            return TimingCalibration.Of(texts);
        }
        catch (FormatException exception)
        {
            diagnostics.Report(Catalogue.NotMeasured, Origin.None, current, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.FileMissing, Origin.None, "calibrate", current, exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message);
        }

        return null;
    }
}
