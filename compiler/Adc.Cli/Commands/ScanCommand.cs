using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Compiler.Reports;
using Adc.Simulator;

namespace Adc.Cli.Commands;

/// <summary><c>adc scan MODEL…</c>: which layers run on the accelerator, which on the CPU, which not at all, and why.</summary>
internal static class ScanCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var models = new Argument<string[]>("MODEL") { Description = "one or more .tflite files", Arity = ArgumentArity.ZeroOrMore };
        var batch = new Option<string?>("--batch") { Description = "paths from a file, one a line (-: standard input); prints one line of JSON each", HelpName = "LIST" };
        var command = new ExampleCommand("scan", "Tells where each layer runs, and why.", "adc scan ad01_int8.tflite", "find zoo -name '*.tflite' | adc scan --batch - > scan.jsonl") { models, batch };
        command.SetAction((parsed, cancellation) =>
        {
            string[] named = parsed.GetValue(models) ?? [];
            if (parsed.GetValue(batch) is not string list)
            {
                Printer printer = global.Printer(parsed, terminal);
                return Task.FromResult(named.Length == 0 ? printer.Refuse("no model to scan; name one, or give --batch LIST") : ScanNamed(named, printer));
            }

            try
            {
                return Task.FromResult(ScanBatch(named.Concat(list == "-" ? Lines(Console.In) : File.ReadLines(list)), terminal, cancellation));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                terminal.Error.WriteLine($"adc: cannot read the list '{Printable.Text(list)}': {exception.Message}");
                return Task.FromResult(ExitCodes.CommandLine);
            }
        });
        return command;
    }

    private static int ScanNamed(string[] paths, Printer printer)
    {
        var all = new DiagnosticBag();
        List<string> reports = [];
        foreach (string path in paths)
        {
            (int exitCode, PlannedModel? plan, DiagnosticBag diagnostics) = Scan(path);
            reports.Add(ScanReport.Line(path, exitCode, plan, diagnostics.Sorted()));
            if (plan is not null)
            {
                printer.Result(ScanReport.Text(plan, printer.Width));
            }

            foreach (Diagnostic diagnostic in diagnostics.Sorted())
            {
                all.Add(diagnostic);
            }
        }

        return printer.Finish(all, reports);
    }

    private static int ScanBatch(IEnumerable<string> paths, Terminal terminal, CancellationToken cancellation)
    {
        int worst = ExitCodes.Success;
        foreach (string path in paths.Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            cancellation.ThrowIfCancellationRequested();
            (int exitCode, PlannedModel? plan, DiagnosticBag diagnostics) = Scan(path);
            terminal.Output.WriteLine(ScanReport.Line(path, exitCode, plan, diagnostics.Sorted()));
            worst = exitCode == ExitCodes.Success ? worst : ExitCodes.Model;
        }

        return worst;
    }

    private static (int ExitCode, PlannedModel? Plan, DiagnosticBag Diagnostics) Scan(string path)
    {
        var diagnostics = new DiagnosticBag();
        PlannedModel? plan = new ModelScanner(new Engines()).Scan(ConfiguredRequest.ForModel(path, Rounding.Tflm, accelerated: true), diagnostics);
        return (ExitCodes.Of(diagnostics.All), plan, diagnostics);
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }
}
