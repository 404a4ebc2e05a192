using System.CommandLine;

namespace Adc.Cli;

/// <summary>An option that takes one of a few names, in any case.</summary>
internal sealed class ChoiceOption<T> : Option<T>
    where T : struct, Enum
{
    private static readonly string[] Names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    public ChoiceOption(string name, T fallback)
        : base(name)
    {
        HelpName = string.Join('|', Names);
        DefaultValueFactory = _ => fallback;
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            int index = Array.IndexOf(Names, text.ToLowerInvariant());
            if (index < 0)
            {
                result.AddError($"{name} is '{text}', but must be one of {string.Join(", ", Names)}");
                return fallback;
            }

            return Enum.GetValues<T>()[index];
        };
    }
}
