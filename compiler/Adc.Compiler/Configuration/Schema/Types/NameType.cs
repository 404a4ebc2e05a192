using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A name of limited letters: a C identifier or a linker section.</summary>
internal sealed class NameType : SettingType<string>
{
    public const int Longest = 64;

    private readonly string extraFirst;
    private readonly string extraRest;

    private NameType(string expectation, string extraFirst, string extraRest)
    {
        Expectation = expectation;
        this.extraFirst = extraFirst;
        this.extraRest = extraRest;
    }

    public static NameType Identifier { get; } =
        new("a C identifier of at most 64 characters: letters, digits and '_', no digit in front", "", "");

    public static NameType Section { get; } =
        new("a linker section of at most 64 characters: letters, digits, '_', '.', '$' and '-'", ".", "$-");

    /// <summary>The name of a test, which is a folder too.</summary>
    public static NameType Test { get; } =
        new("a test name of at most 64 characters: letters, digits, '_' and '-', no digit or '-' in front", "", "-");

    public override string Expectation { get; }

    public override SettingForm Form => SettingForm.Text;

    public bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && IsFirst(name[0]) && name.All(c => IsFirst(c) || char.IsAsciiDigit(c) || extraRest.Contains(c));

    internal override bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not YamlScalar scalar)
        {
            context.WrongType(node, this);
            return false;
        }

        if (!IsValid(scalar.Text))
        {
            context.Bag.Report(Catalogue.BadIdentifier, node.Origin, context.Key, scalar.Text, new Wording(Expectation));
            return false;
        }

        value = scalar.Text;
        return true;
    }

    internal override string Format(string value) => YamlText.Quote(value);

    private bool IsFirst(char c) => char.IsAsciiLetter(c) || c == '_' || extraFirst.Contains(c);
}
