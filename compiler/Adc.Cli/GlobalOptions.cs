using System.CommandLine;
using Adc.Cli.Printing;

namespace Adc.Cli;

/// <summary>Options that every command understands.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> json = new("--json") { Description = "machine-readable result on standard output, text on standard error", Recursive = true };

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "print errors only", Recursive = true };

    private readonly Option<bool> verbose = new("--verbose") { Description = "print what is being done, and every diagnostic", Recursive = true };

    public void AddTo(Command command)
    {
        command.Options.Add(json);
        command.Options.Add(quiet);
        command.Options.Add(verbose);
    }

    public Printer Printer(ParseResult parsed, Terminal terminal) =>
        new(terminal, parsed.GetValue(json), parsed.GetValue(quiet), parsed.GetValue(verbose));
}
