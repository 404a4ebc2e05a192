using System.CommandLine;
using Adc.Cli.Help;
using Adc.Cli.Printing;

namespace Adc.Cli.Commands;

/// <summary><c>adc completion SHELL</c>: a script that lets a shell complete what stands behind adc.</summary>
internal static class CompletionCommand
{
    /// <param name="root">The command line that is completed.</param>
    public static Command Create(GlobalOptions global, Terminal terminal, RootCommand root)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        var command = new ExampleCommand(
            "completion", "Prints a script with which a shell completes commands, options and their values.",
            "source <(adc completion bash)    # a line for ~/.bashrc", "source <(adc completion zsh)     # a line for ~/.zshrc", "adc completion fish | source     # a line for config.fish") { shell };
        command.SetAction(parsed =>
        {
            Printer printer = global.Printer(parsed, terminal);
            string? script = parsed.GetRequiredValue(shell) switch
            {
                "bash" => CompletionScript.Bash(root),
                "zsh" => CompletionScript.Zsh(root),
                "fish" => CompletionScript.Fish(root),
                _ => null,
            };
            if (script is null)
            {
                return printer.Refuse("completion is there for bash, zsh and fish");
            }

            printer.Result(script);
            return 0;
        });
        return command;
    }
}
