using System.CommandLine;
using Adc.Compiler.Diagnostics;

namespace Adc.Cli.Commands;

/// <summary><c>adc explain ADC1004</c>: a diagnostic in full.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = "a diagnostic code such as ADC1004" };
        var command = new Command("explain", "Explains a diagnostic: cause and remedy.\n\nExample: adc explain ADC1004") { code };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetRequiredValue(code);
            if (Catalogue.All.FirstOrDefault(d => d.Code.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not DiagnosticDescriptor descriptor)
            {
                Console.Error.WriteLine($"adc: '{Printable.Text(wanted)}' is not a diagnostic code; codes look like ADC1004 and stand in every message");
                return ExitCodes.CommandLine;
            }

            Console.Out.WriteLine($"{descriptor.Code}: {descriptor.Title}\n\n{descriptor.Explanation}");
            return ExitCodes.Success;
        });
        return command;
    }
}
