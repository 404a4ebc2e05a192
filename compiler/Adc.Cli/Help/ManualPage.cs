using System.CommandLine;
using System.Globalization;
using System.Text;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;

namespace Adc.Cli.Help;

/// <summary>The manual page adc(1), written from the command tree in the macros of man.</summary>
internal static class ManualPage
{
    private static readonly (int Code, string Meaning)[] Codes =
    [
        (ExitCodes.Success, "All went well."),
        (ExitCodes.Internal, "A mistake of adc's own."),
        (ExitCodes.CommandLine, "The command line is wrong."),
        (ExitCodes.Configuration, "The configuration is wrong."),
        (ExitCodes.Model, "The model cannot be read or compiled."),
        (ExitCodes.DoesNotFit, "The model does not fit the part."),
        (ExitCodes.Data, "A data file is missing or wrong."),
        (ExitCodes.ComparisonFailed, "A comparison left its limits."),
        (ExitCodes.ToolchainOrOutput, "A tool failed or is missing, or the results cannot be written."),
        (ExitCodes.Interrupted, "Interrupted; nothing was left half-written."),
    ];

    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("COLUMNS", "Width of tables, where the terminal does not tell."),
        ("NO_COLOR, FORCE_COLOR", "No colours, or colours also where the output is no terminal."),
        ("ADC_COMMANDER, ADC_OPENOCD, ADC_JLINK", "Programs that flash boards, where they are not on the PATH."),
    ];

    /// <param name="root">The whole command line.</param>
    public static string Of(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $".\\\" Written from the command tree; a test holds it up to date.\n.TH ADC 1 \"\" \"adc {AdcVersion.Text}\" \"User Commands\"\n");
        page.Append(".SH NAME\nadc \\- compile neural networks for Silicon Labs EFR32xG24 boards\n");
        page.Append(".SH SYNOPSIS\n.B adc\n.I COMMAND\n.RI [ options ]\n");
        page.Append(".SH DESCRIPTION\n").Append(Escaped(root.Description ?? "")).Append('\n');
        page.Append("A quantized .tflite model goes in, readable C and a linked firmware image come out; the image runs on an emulated chip, and its outputs are compared with a reference.\n");
        page.Append(".SH OPTIONS\nEvery command understands these.\n");
        Options(page, root.Options);
        page.Append(".SH COMMANDS\n");
        foreach (Command command in root.Subcommands)
        {
            Describe(page, command, root);
        }

        Terms(page, "EXIT STATUS", Codes.Select(code => (code.Code.ToString(CultureInfo.InvariantCulture), code.Meaning)));
        Terms(page, "ENVIRONMENT", Variables);
        return page.ToString();
    }

    private static void Describe(StringBuilder page, Command command, RootCommand root)
    {
        string arguments = string.Concat(command.Arguments.Select(argument => $" {HelpText.Spelled(argument)}"));
        page.Append(CultureInfo.InvariantCulture, $".SS \"adc {Escaped(command.Name + arguments)} [options]\"\n{Escaped(command.Description ?? "")}\n");
        foreach (Argument argument in command.Arguments)
        {
            Term(page, HelpText.Spelled(argument), argument.Description ?? "");
        }

        Options(page, command.Options.Where(option => !root.Options.Contains(option)));
        if (command is ExampleCommand { Examples: { Count: > 0 } examples })
        {
            page.Append(".PP\n.nf\n.in 2n\n").Append(string.Concat(examples.Select(example => $"{Escaped(example)}\n"))).Append(".in\n.fi\n");
        }
    }

    private static void Options(StringBuilder page, IEnumerable<Option> options)
    {
        foreach ((string label, string? meaning) in options.Select(HelpText.Described))
        {
            Term(page, label, meaning ?? "");
        }
    }

    private static void Terms(StringBuilder page, string title, IEnumerable<(string Term, string Meaning)> terms)
    {
        page.Append(".SH ").Append(title).Append('\n');
        foreach ((string term, string meaning) in terms)
        {
            Term(page, term, meaning);
        }
    }

    private static void Term(StringBuilder page, string term, string meaning) =>
        page.Append(CultureInfo.InvariantCulture, $".TP\n.B \"{Escaped(term)}\"\n{Escaped(meaning)}\n");

    /// <summary>Text that man prints as it stands.</summary>
    private static string Escaped(string text)
    {
        string escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("\"", "\\(dq", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
