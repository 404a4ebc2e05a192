using System.CommandLine;
using System.Text;
using Adc.Cli.Printing;

namespace Adc.Cli.Help;

/// <summary>The help of a command: plain text of at most 80 columns.</summary>
internal static class HelpText
{
    private const int LongestLabel = 26;

    public static string Of(Command command, Command root)
    {
        var text = new StringBuilder();
        bool isRoot = command == root;
        text.Append("Usage: ").Append(isRoot ? "adc COMMAND" : $"adc {command.Name}");
        foreach (string argument in command.Arguments.Select(Spelled))
        {
            text.Append(' ').Append(argument);
        }

        text.Append(" [options]\n\n").Append(Paragraph.Of(command.Description ?? "")).Append('\n');
        Section(text, "", command.Arguments.Select(argument => (Spelled(argument), argument.Description)));
        Section(text, "Commands:\n", command.Subcommands.Select(sub => (string.Join(' ', sub.Arguments.Select(Spelled).Prepend(sub.Name)), sub.Description)));
        Section(text, "Options:\n", command.Options.Where(option => !root.Options.Contains(option)).Select(Described));
        Section(text, "Options of every command:\n", root.Options.Where(option => isRoot || option.Recursive).Select(Described));
        if (command is ExampleCommand { Examples: { Count: > 0 } examples })
        {
            text.Append(examples.Count == 1 ? "\nExample:\n" : "\nExamples:\n");
            foreach (string example in examples)
            {
                text.Append("  ").Append(example).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<(string Label, string? Meaning)> rows)
    {
        (string Label, string? Meaning)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        int width = all.Select(row => row.Label.Length).Where(length => length <= LongestLabel).DefaultIfEmpty(0).Max();
        text.Append('\n').Append(title);
        foreach ((string label, string? meaning) in all)
        {
            string lead = $"  {label}";
            if (label.Length > width)
            {
                text.Append(lead).Append('\n');
                lead = "";
            }

            text.Append(Paragraph.Of(meaning ?? "", lead.PadRight(width + 4), width + 4)).Append('\n');
        }
    }

    /// <summary>An argument as it stands in a line of usage.</summary>
    public static string Spelled(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    /// <summary>The names of an option with its value, and what it means.</summary>
    public static (string Label, string? Meaning) Described(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias is not ("-?" or "/h" or "/?")).Order().Append(option.Name));
        return (option.HelpName is null ? names : $"{names} {option.HelpName}", option.Description);
    }
}
