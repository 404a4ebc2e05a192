namespace Adc.Compiler.Diagnostics;

/// <summary>Exit codes of the command line, as documented for scripts.</summary>
public static class ExitCodes
{
    public const int Success = 0;
    public const int Internal = 1;
    public const int CommandLine = 2;
    public const int Configuration = 3;
    public const int Model = 4;
    public const int DoesNotFit = 5;
    public const int Data = 6;
    public const int ComparisonFailed = 7;
    public const int ToolchainOrOutput = 8;
    public const int Interrupted = 130;

    /// <summary>The exit code of a diagnostic code; several failures take the smallest.</summary>
    public static int Of(string code) => code switch
    {
        _ when code.StartsWith("ADC11", StringComparison.Ordinal) => Data,
        _ when code.StartsWith("ADC1", StringComparison.Ordinal) => Configuration,
        _ when code[3] is '2' or '3' or '4' => Model,
        _ when code[3] is '5' => DoesNotFit,
        _ when code[3] is '6' or '7' => ToolchainOrOutput,
        _ when code[3] is '8' => ComparisonFailed,
        _ => Internal,
    };

    /// <summary>The smallest exit code among the errors, or <see cref="Success"/> when there is none.</summary>
    public static int Of(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(d => d.Severity == Severity.Error).Select(d => Of(d.Code)).DefaultIfEmpty(Success).Min();
}
