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
        var command = new ExampleCommand("explain", "Explains a diagnostic: cause and remedy.", "adc explain ADC1004") { code };
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
                    : $"{found[0].Code}: {found[0].Title}\n\n{Paragraph.Of(found[0].Explanation)}");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
