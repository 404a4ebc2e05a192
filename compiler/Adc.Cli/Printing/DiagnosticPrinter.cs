using Adc.Compiler.Diagnostics;

namespace Adc.Cli.Printing;

/// <summary>Prints diagnostics on standard error and gives the exit code that belongs to them.</summary>
internal static class DiagnosticPrinter
{
    public static int Print(DiagnosticBag diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics.Sorted())
        {
            Console.Error.WriteLine(diagnostic);
        }

        return ExitCodes.Of(diagnostics.All);
    }
}
