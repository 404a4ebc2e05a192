using System.Text.RegularExpressions;
using Adc.Compiler.Diagnostics;

namespace Adc.Cli.Printing;

/// <summary>Colours for terminals that want them.</summary>
internal static partial class Colours
{
    private const string Red = "31;1", Yellow = "33;1", Cyan = "36", Green = "32;1";

    /// <summary>Whether a stream gets colours: NO_COLOR forbids them, FORCE_COLOR and CLICOLOR_FORCE demand them, else terminals get them.</summary>
    /// <param name="variable">Looks an environment variable up.</param>
    public static bool AreWanted(bool isTerminal, Func<string, string?> variable) =>
        string.IsNullOrEmpty(variable("NO_COLOR"))
        && (IsOn(variable("FORCE_COLOR")) || IsOn(variable("CLICOLOR_FORCE")) || (isTerminal && variable("CLICOLOR") != "0" && variable("TERM") != "dumb"));

    /// <summary>A diagnostic with its severity and code in colour.</summary>
    public static string Of(Diagnostic diagnostic)
    {
        string colour = diagnostic.Severity switch { Severity.Error => Red, Severity.Warning => Yellow, _ => Cyan };
        return SeverityAndCode().Replace(diagnostic.ToString(), match => Paint(match.Value, colour), 1);
    }

    /// <summary>Verdicts in colour.</summary>
    public static string OfVerdicts(string text) => Verdict().Replace(text, match => Paint(match.Value, match.Value == "PASS" ? Green : Red));

    private static string Paint(string text, string colour) => $"\e[{colour}m{text}\e[0m";

    private static bool IsOn(string? value) => !string.IsNullOrEmpty(value) && value != "0";

    [GeneratedRegex("(error|warning|note) ADC[0-9]{4}")]
    private static partial Regex SeverityAndCode();

    [GeneratedRegex(@"(?<=^ +\w+ +)(PASS|FAIL)(?=:)", RegexOptions.Multiline)]
    private static partial Regex Verdict();
}
