using System.CommandLine;
using System.Text.Json;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Reports;
using Adc.Formats.Npy;

namespace Adc.Cli.Commands;

/// <summary><c>adc compare A B</c>: two reports or two arrays, with limits for continuous integration.</summary>
internal static class CompareCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var before = new Argument<string>("A") { Description = "a report.json or a .npy file" };
        var after = new Argument<string>("B") { Description = "another of the same kind" };
        var limits = new Option<string[]>("--limit")
        {
            Description = "how far a figure may move from A to B: 5% either way, +100 growth, -0.01 fall; of arrays max_abs, mean_abs and different; repeatable",
            HelpName = "NAME=X",
        };
        var command = new ExampleCommand(
            "compare", "Compares two reports or two arrays, and holds limits.", "adc compare old/report.json new/report.json --limit memory.flash_bytes=+1%")
        {
            before, after, limits,
        };
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            Printer printer = global.Printer(parsed, terminal);
            List<FigureLimit> parsedLimits = [];
            foreach (string text in parsed.GetValue(limits) ?? [])
            {
                if (!FigureLimit.TryParse(text, out FigureLimit? limit))
                {
                    return printer.Refuse($"--limit '{text}': expected NAME=5%, NAME=+100 or NAME=-0.01");
                }

                parsedLimits.Add(limit);
            }

            List<string> reports = [];
            if (Compare(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), diagnostics) is FigureComparison comparison)
            {
                printer.Result(comparison.Print(printer.Width));
                reports.Add(comparison.Json());
                comparison.Hold(parsedLimits, diagnostics);
            }

            return printer.Finish(diagnostics, reports);
        });
        return command;
    }

    private static FigureComparison? Compare(string before, string after, DiagnosticBag diagnostics)
    {
        if (Read(before, diagnostics) is not byte[] first || Read(after, diagnostics) is not byte[] second)
        {
            return null;
        }

        FigureComparison? comparison = null;
        string problem;
        if (before.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            NpyReadResult one = NpyReader.Read(first), other = NpyReader.Read(second);
            problem = one.Problem ?? other.Problem ?? "";
            comparison = one.Array is not null && other.Array is not null ? FigureComparison.OfArrays(one.Array, other.Array, out problem) : null;
        }
        else
        {
            try
            {
                using JsonDocument one = JsonDocument.Parse(first), other = JsonDocument.Parse(second);
                var reports = FigureComparison.OfReports(one.RootElement, other.RootElement);
                problem = reports.Figures.All(figure => figure.Before is null) ? $"'{before}' holds no figures"
                    : reports.Figures.All(figure => figure.After is null) ? $"'{after}' holds no figures" : "";
                comparison = problem.Length == 0 ? reports : null;
            }
            catch (JsonException exception)
            {
                problem = $"one is no JSON: {exception.Message}";
            }
        }

        if (comparison is null)
        {
            diagnostics.Report(Catalogue.NotComparable, Origin.None, before, after, problem);
        }

        return comparison;
    }

    private static byte[]? Read(string path, DiagnosticBag diagnostics)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(Catalogue.FileMissing, Origin.None, "compare", path, exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message);
            return null;
        }
    }
}
