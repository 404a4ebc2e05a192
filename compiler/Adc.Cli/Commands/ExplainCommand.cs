using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;

namespace Adc.Cli.Commands;

/// <summary><c>adc explain ADC1004</c>: a diagnostic in full; without a code, the list of all.</summary>
internal static class ExplainCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var code = new Argument<string>("CODE") { Description = "a diagnostic code; without one, all codes are listed", Arity = ArgumentArity.ZeroOrOne };
        var command = new ExampleCommand("explain", "Explains a diagnostic: cause, example and remedy.", "adc explain ADC1004", "adc explain") { code };
        command.SetAction(parsed =>
        {
            Printer printer = global.Printer(parsed, terminal);
            string? wanted = parsed.GetValue(code);
            DiagnosticDescriptor[] found = [.. Catalogue.All.Where(d => wanted is null || d.Code.Equals(wanted, StringComparison.OrdinalIgnoreCase))];
            if (found.Length == 0)
            {
                return printer.Refuse($"'{Printable.Text(wanted!)}' is not a diagnostic code; codes look like ADC1004 and stand in every message");
            }

            if (!printer.Document(() => JsonDocuments.Of(found)))
            {
                printer.Result(wanted is null
                    ? string.Join('\n', found.Select(descriptor => $"{descriptor.Code}  {descriptor.Title}"))
                    : Text(found[0]));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static string Text(DiagnosticDescriptor descriptor)
    {
        DiagnosticExample example = DiagnosticExamples.Of(descriptor)!;
        string input = string.Join('\n', example.Input.Split('\n').Select(line => $"  {line}"));
        string title = $"{descriptor.Code}: {descriptor.Title} ({descriptor.Severity.ToString().ToLowerInvariant()})";
        return $"{title}\n\n{Paragraph.Of(descriptor.Cause)}\n\nExample:\n{input}\n  gives\n{Paragraph.Of(example.Message, "  ", 2)}\n\nRemedy:\n{Paragraph.Of(descriptor.Remedy, "  ", 2)}";
    }
}
