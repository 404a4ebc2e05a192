using Adc.Compiler.Diagnostics;
using Spectre.Console;

namespace Adc.Cli.Printing;

/// <summary>Where text goes: results to standard output, everything else to standard error while JSON is asked for.</summary>
internal sealed class Printer(bool json, bool quiet, bool verbose = false)
{
    private readonly TextWriter people = json ? Console.Error : Console.Out;

    /// <summary>Text that the command was called for, such as a dump.</summary>
    public void Result(string text) => people.Write(text.EndsWith('\n') ? text : text + "\n");

    /// <summary>A summary for people; nothing when quiet.</summary>
    public void Summary(string text, string folder)
    {
        if (!quiet)
        {
            people.Write(text);
            people.WriteLine($"  files     {folder}");
        }
    }

    /// <summary>Something wrong with the command line itself.</summary>
    public static void Problem(string text) => Console.Error.WriteLine($"adc: {text}");

    /// <summary>Shows on a terminal what is being done; elsewhere only when verbose.</summary>
    public T WithProgress<T>(string title, Func<IProgress<string>, T> work)
    {
        bool terminal = !Console.IsErrorRedirected && !Console.IsOutputRedirected && !json && !quiet;
        if (!terminal)
        {
            return work(new Steps(step =>
            {
                if (verbose)
                {
                    Console.Error.WriteLine($"{title}: {step}");
                }
            }));
        }

        T result = default!;
        AnsiConsole.Status().Start(Markup.Escape(title), context =>
            result = work(new Steps(step => context.Status(Markup.Escape($"{title}: {step}")))));
        return result;
    }

    /// <summary>Prints the diagnostics, and with <c>--json</c> one document with the given reports.</summary>
    /// <returns>The exit code.</returns>
    public int Finish(DiagnosticBag diagnostics, IReadOnlyList<string>? reports = null)
    {
        foreach (Diagnostic diagnostic in diagnostics.Sorted().Where(diagnostic => !quiet || diagnostic.Severity == Severity.Error))
        {
            Console.Error.WriteLine(diagnostic);
        }

        int exitCode = ExitCodes.Of(diagnostics.All);
        if (json)
        {
            Console.Out.WriteLine(JsonResult.Of(exitCode, diagnostics.Sorted(), reports ?? []));
        }

        return exitCode;
    }

    private sealed class Steps(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
