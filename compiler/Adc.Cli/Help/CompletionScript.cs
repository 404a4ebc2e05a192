using System.CommandLine;
using System.Text;
using Adc.Compiler.Diagnostics;

namespace Adc.Cli.Help;

/// <summary>Completion for shells, written from the commands themselves: scripts that call nothing.</summary>
internal static class CompletionScript
{
    /// <summary>Completes the first word to a command, words with a dash to options, behind options to their values, else to files.</summary>
    public static string Bash(RootCommand root)
    {
        var text = new StringBuilder("# Completion of adc for bash; load it with: source <(adc completion bash)\n_adc()\n{\n");
        text.Append("    local word=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"${COMP_WORDS[1]}\" words=\"\"\n");
        text.Append("    COMPREPLY=()\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n");
        text.Append($"        words=\"{string.Join(' ', root.Subcommands.Select(command => command.Name).Concat(Names(root.Options)))}\"\n");
        text.Append("    else\n        case \"$command $previous\" in\n");
        foreach (Command command in root.Subcommands)
        {
            foreach (Option option in command.Options.Where(option => Values(option).Length > 0))
            {
                text.Append($"            {string.Join('|', Names([option]).Select(name => $"\"{command.Name} {name}\""))}) words=\"{string.Join(' ', Values(option))}\" ;;\n");
            }
        }

        text.Append($"            \"explain explain\") words=\"{string.Join(' ', Catalogue.All.Select(descriptor => descriptor.Code))}\" ;;\n");
        text.Append("            \"completion completion\") words=\"bash zsh fish\" ;;\n        esac\n");
        text.Append("        if [ -z \"$words\" ] && [ \"${word#-}\" != \"$word\" ]; then\n            case \"$command\" in\n");
        foreach (Command command in root.Subcommands)
        {
            text.Append($"                {command.Name}) words=\"{string.Join(' ', Names(command.Options.Concat(root.Options.Where(option => option.Recursive))))}\" ;;\n");
        }

        text.Append("            esac\n        fi\n    fi\n");
        text.Append("    if [ -n \"$words\" ]; then\n        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n    else\n        COMPREPLY=($(compgen -f -- \"$word\"))\n    fi\n}\n");
        return text.Append("complete -o filenames -F _adc adc ./adc\n").ToString();
    }

    /// <summary>The same by way of zsh's support for scripts of bash.</summary>
    public static string Zsh(RootCommand root) =>
        "# Completion of adc for zsh; load it with: source <(adc completion zsh)\nautoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" + Bash(root);

    /// <summary>With the descriptions of commands and options.</summary>
    public static string Fish(RootCommand root)
    {
        var text = new StringBuilder("# Completion of adc for fish; load it with: adc completion fish | source\n");
        foreach (Command command in root.Subcommands)
        {
            text.Append($"complete -c adc -n __fish_use_subcommand -f -a {command.Name} -d {Quoted(command.Description)}\n");
            foreach (Option option in command.Options.Concat(root.Options.Where(option => option.Recursive)))
            {
                string values = Values(option).Length > 0 ? $" -x -a {Quoted(string.Join(' ', Values(option)))}" : option.HelpName is null ? "" : " -r";
                string names = string.Concat(Names([option]).Select(name => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}"));
                text.Append($"complete -c adc -n '__fish_seen_subcommand_from {command.Name}'{names}{values} -d {Quoted(option.Description)}\n");
            }
        }

        text.Append($"complete -c adc -n '__fish_seen_subcommand_from explain' -f -a {Quoted(string.Join(' ', Catalogue.All.Select(descriptor => descriptor.Code)))}\n");
        return text.Append("complete -c adc -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'\n").ToString();
    }

    private static IEnumerable<string> Names(IEnumerable<Option> options) =>
        options.SelectMany(option => option.Aliases.Where(alias => alias is not ("-?" or "/h" or "/?")).Order(StringComparer.Ordinal).Append(option.Name));

    /// <summary>The names that an option takes; none for one that takes anything.</summary>
    private static string[] Values(Option option) => option.HelpName?.Split('|') is { Length: > 1 } values && values.All(value => value.All(char.IsLetterOrDigit)) ? values : [];

    private static string Quoted(string? text) => $"'{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
