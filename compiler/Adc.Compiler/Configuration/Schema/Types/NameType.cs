using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Schema.Types;

/// <summary>A name of limited letters: a C identifier or a linker section.</summary>
internal sealed class NameType : SettingType<string>
{
    public const int Longest = 64;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    private const string Digits = "0123456789";

    private readonly SearchValues<char> first;
    private readonly SearchValues<char> rest;

    private NameType(string expectation, string extraFirst, string extraRest)
    {
        Expectation = expectation;
        first = SearchValues.Create(Letters + extraFirst);
        rest = SearchValues.Create(Letters + Digits + extraRest);
    }

    public static NameType Identifier { get; } =
        new("a C identifier of at most 64 characters: letters, digits and '_', no digit in front", "", "");

    public static NameType Section { get; } =
        new("a linker section of at most 64 characters: letters, digits, '_', '.', '$' and '-'", ".", ".$-");

    /// <summary>The name of a test, which is a folder too.</summary>
    public static NameType Test { get; } =
        new("a test name of at most 64 characters: letters, digits, '_' and '-', no digit or '-' in front", "", "-");

    public override string Expectation { get; }

    public override SettingForm Form => SettingForm.Text;

    public bool IsValid(string name) =>
        name.Length is > 0 and <= Longest && first.Contains(name[0]) && !name.AsSpan(1).ContainsAnyExcept(rest);

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
}
