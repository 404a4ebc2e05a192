using System.CommandLine;

namespace Adc.Cli;

/// <summary>Options that every command understands.</summary>
internal sealed class GlobalOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "machine-readable result on standard output, text on standard error", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "print errors only", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "print what is being done", Recursive = true };

    public void AddTo(Command command)
    {
        command.Options.Add(Json);
        command.Options.Add(Quiet);
        command.Options.Add(Verbose);
    }
}
