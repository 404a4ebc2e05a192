using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Pipeline;

namespace Adc.Cli.Help;

/// <summary>Prints <c>adc 0.1.0+abcdef0</c>: the version, and the commit that it was built from.</summary>
internal sealed class VersionAction(TextWriter output) : SynchronousCommandLineAction
{
    private const int CommitDigits = 7;

    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        string informational = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        output.Write(Text(informational) + "\n");
        return ExitCodes.Success;
    }

    /// <param name="informational">As the build leaves it in the assembly: the commit's hash stands behind a plus.</param>
    public static string Text(string informational) => informational.Split('+') is [_, { Length: >= CommitDigits } commit]
        ? $"adc {AdcVersion.Text}+{commit[..CommitDigits]}"
        : $"adc {AdcVersion.Text} (built without git)";
}
