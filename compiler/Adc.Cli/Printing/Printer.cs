using System.Globalization;
using Adc.Compiler.Diagnostics;
using Spectre.Console;

namespace Adc.Cli.Printing;

/// <summary>Where text goes: results to standard output, everything else to standard error while JSON is asked for.</summary>
internal sealed class Printer(Terminal terminal, bool json, bool quiet, bool verbose)
{
    // A damaged file can break one rule in hundreds of places; the first ones tell.
    private const int MostOfOneKind = 20;

    private readonly TextWriter people = json ? terminal.Error : terminal.Output;

    /// <summary>Columns that a table may have.</summary>
    public int Width => terminal.Width;

    /// <summary>The document of a command that has its own; nothing but this may go to standard output.</summary>
    /// <returns>False when text is asked for.</returns>
    public bool Document(Func<string> document)
    {
        if (json)
        {
            terminal.Output.Write(document() + "\n");
        }

        return json;
    }

    /// <summary>Text that the command was called for, such as a dump.</summary>
    public void Result(string text) => people.Write(text.EndsWith('\n') ? text : text + "\n");

    /// <summary>A summary for people; nothing when quiet.</summary>
    public void Summary(string text)
    {
        if (!quiet)
        {
            people.Write(!json && terminal.OutputHasColours ? Colours.OfVerdicts(text) : text);
        }
    }

    /// <summary>Something wrong with the command line itself.</summary>
    /// <returns>The exit code.</returns>
    public int Refuse(string problem) => End(ExitCodes.CommandLine, problem);

    /// <summary>An end for a reason that is no diagnostic.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public int End(int exitCode, string reason)
    {
        terminal.Error.Write($"adc: {reason}\n");
        Document(() => JsonResult.Of(exitCode, [], [], reason));
        return exitCode;
    }

    /// <summary>Shows on a terminal what is being done; elsewhere only when verbose.</summary>
    public T WithProgress<T>(string title, Func<IProgress<WorkStep>, T> work)
    {
        if (verbose)
        {
            return work(new StepLog(terminal.Error, title, TimeProvider.System));
        }

        return terminal.IsWatched && !quiet
            ? StepDisplay.Show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) }), title, work)
            : work(new Untold());
    }

    /// <summary>Prints the diagnostics, and with <c>--json</c> one document with the given reports.</summary>
    /// <returns>The exit code.</returns>
    public int Finish(DiagnosticBag diagnostics, IReadOnlyList<string>? reports = null)
    {
        Dictionary<(string File, string Code), int> printed = [];
        var excerpt = new SourceExcerpt();
        foreach (Diagnostic diagnostic in diagnostics.Sorted().Where(IsShown))
        {
            int before = printed.GetValueOrDefault((diagnostic.Origin.File, diagnostic.Code));
            printed[(diagnostic.Origin.File, diagnostic.Code)] = before + 1;
            if (before < MostOfOneKind || verbose)
            {
                terminal.Error.Write($"{(terminal.ErrorHasColours ? Colours.Of(diagnostic) : diagnostic.ToString())}\n{excerpt.Of(diagnostic.Origin)}");
            }
        }

        foreach (((string file, string code), int count) in printed.Where(kind => kind.Value > MostOfOneKind && !verbose))
        {
            string place = file.Length == 0 ? "" : $"{file}: ";
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{place}{count - MostOfOneKind} more {code}; --verbose prints all\n"));
        }

        int exitCode = ExitCodes.Of(diagnostics.All);
        Document(() => JsonResult.Of(exitCode, diagnostics.Sorted(), reports ?? []));
        return exitCode;
    }

    /// <summary>Notes are for who asks; they stand in the reports anyway.</summary>
    private bool IsShown(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        Severity.Error => true,
        Severity.Warning => !quiet,
        _ => verbose,
    };

    private sealed class Untold : IProgress<WorkStep>
    {
        public void Report(WorkStep value)
        {
        }
    }
}
