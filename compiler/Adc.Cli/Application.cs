using System.CommandLine;
using System.CommandLine.Help;
using Adc.Cli.Commands;
using Adc.Cli.Help;
using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;

namespace Adc.Cli;

/// <summary>The command line as a whole: arguments in, exit code out.</summary>
internal static class Application
{
    // A path may start with '@': it is no file of further arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static int Run(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation = default)
    {
        var global = new GlobalOptions();
        RootCommand root = Root(global, terminal);
        ParseResult parsed = root.Parse(arguments, Parsing);
        Printer printer = global.Printer(parsed, terminal);
        bool asksForHelp = parsed.GetResult(root.Options.OfType<HelpOption>().Single()) is not null;
        if (parsed.Errors.Count > 0 && !asksForHelp)
        {
            string command = parsed.CommandResult.Command == root ? "adc" : $"adc {parsed.CommandResult.Command.Name}";
            return printer.Refuse($"{string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.')))}; try '{command} --help'");
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return asksForHelp
                ? new HelpTextAction(terminal.Output, ExitCodes.Success).Invoke(parsed)
                : parsed.InvokeAsync(invocation, cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return printer.End(ExitCodes.Interrupted, "interrupted; nothing was left half-written");
        }
#pragma warning disable CA1031 // The one place where a bug of ours becomes a diagnostic.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string place = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
            var diagnostics = new DiagnosticBag();
            diagnostics.Report(Catalogue.InternalError, Origin.None, $"{exception.GetType().Name}: {exception.Message} {place}");
            return printer.Finish(diagnostics);
        }
    }

    /// <summary>The whole command tree.</summary>
    internal static RootCommand Root(GlobalOptions global, Terminal terminal)
    {
        var root = new RootCommand("Compiles neural networks ahead of time for Silicon Labs EFR32xG24 boards.")
        {
            NewCommand.Create(global, terminal),
            CompileCommand.Create(global, terminal),
            RunCommand.Create(global, terminal),
            EvaluateCommand.Create(global, terminal),
            CompareCommand.Create(global, terminal),
            SummarizeCommand.Create(global, terminal),
            EstimateCommand.Create(global, terminal),
            ScanCommand.Create(global, terminal),
            ProfileCommand.Create(global, terminal),
            ViewCommand.Create(global, terminal),
            QuantizeCommand.Create(global, terminal),
            FeaturesCommand.Create(global, terminal),
            FlashCommand.Create(global, terminal),
            MonitorCommand.Create(global, terminal),
            CalibrateCommand.Create(global, terminal),
            DoctorCommand.Create(global, terminal),
            ExplainCommand.Create(global, terminal),
        };
        root.Add(CompletionCommand.Create(global, terminal, root));
        root.Directives.Clear();
        global.AddTo(root);
        root.Options.OfType<HelpOption>().Single().Description = "print this help";
        VersionOption version = root.Options.OfType<VersionOption>().Single();
        version.Description = "print the version and the commit it was built from";
        version.Action = new VersionAction(terminal.Output);
        root.Action = new HelpTextAction(terminal.Error, ExitCodes.CommandLine);
        return root;
    }
}
