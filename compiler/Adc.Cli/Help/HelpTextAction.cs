using System.CommandLine;
using System.CommandLine.Invocation;

namespace Adc.Cli.Help;

/// <summary>Prints the help of the command that was named.</summary>
internal sealed class HelpTextAction(TextWriter output, int exitCode) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        output.Write(HelpText.Of(parseResult.CommandResult.Command, parseResult.RootCommandResult.Command));
        return exitCode;
    }
}
