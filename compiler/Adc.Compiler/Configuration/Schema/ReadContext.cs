using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Schema;

/// <summary>What reading one value needs to know, and how it says what is wrong.</summary>
/// <param name="Key">Path of the key, for messages.</param>
/// <param name="Folder">Folder of the YAML file, as the user named it; "" for the current one.</param>
/// <param name="Alternative">What the key takes besides its type's values, worded for the end of a message.</param>
internal sealed record ReadContext(string Key, string Folder, bool AllowOutside, DiagnosticBag Bag, string Alternative = "")
{
    public void WrongType(YamlNode node, SettingType expected) =>
        Bag.Report(Catalogue.WrongType, node.Origin, Key, Describe(node), new Wording(expected.Expectation + Alternative));

    public void OutOfRange(YamlScalar scalar, SettingType expected) =>
        Bag.Report(Catalogue.OutOfRange, scalar.Origin, Key, scalar.Text, new Wording(expected.Expectation + Alternative));

    public void UnknownChoice(YamlScalar scalar, SettingType expected) =>
        Bag.Report(Catalogue.UnknownChoice, scalar.Origin, Key, scalar.Text, new Wording(expected.Expectation + Alternative));

    public static string Describe(YamlNode node) => node switch
    {
        YamlScalar { IsEmpty: true } => "empty",
        YamlScalar scalar => $"'{scalar.Text}'",
        YamlList { Items.Count: 0 } => "an empty list",
        YamlList => "a list",
        _ => "a map",
    };
}
