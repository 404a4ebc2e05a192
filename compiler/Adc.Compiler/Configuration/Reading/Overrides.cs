using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Reading;

/// <summary>Lays settings from the command line over the tree of the file, so that the schema checks them like all others.</summary>
internal static class Overrides
{
    public static YamlMap Apply(YamlMap root, SettingOverride setting, DiagnosticBag bag)
    {
        var origin = Origin.OfFile($"--set {Printable.Text(setting.ToString())}");
        YamlNode? value = YamlReader.ReadFragment(setting.Value, origin, bag);
        if (value is null)
        {
            return root;
        }

        string[] steps = setting.Path.Split('.');
        if (steps.Length > 1 && (ConfigDocument.IsBlock(steps[0]) || TestNamed(root, steps[0]) is not null))
        {
            return YamlMerge.Deep(root, Nest([TestNamed(root, steps[0])?.Key ?? steps[0], .. steps[1..]], value, origin) with { Origin = root.Origin });
        }

        if (!ConfigSchema.Model.NamesIn("").Contains(steps[0], StringComparer.OrdinalIgnoreCase))
        {
            string[] names = [.. Tests(root).Select(test => Printable.Text(test.Key))];
            bag.Report(
                Catalogue.UnknownConfigKey, origin, steps[0], "this file", new Wording($"the path starts with a test ({Wording.AnyOf(names)}), with 'adc', or with a key of a test"));
            return root;
        }

        foreach (YamlEntry test in Tests(root))
        {
            root = YamlMerge.Deep(root, Nest([test.Key, .. steps], value, origin) with { Origin = root.Origin });
        }

        return root;
    }

    private static IEnumerable<YamlEntry> Tests(YamlMap root) => root.Entries.Where(entry => !ConfigDocument.IsBlock(entry.Key));

    private static YamlEntry? TestNamed(YamlMap root, string name) =>
        Tests(root).FirstOrDefault(test => test.Key == name)
        ?? Tests(root).FirstOrDefault(test => test.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static YamlMap Nest(IReadOnlyList<string> steps, YamlNode value, Origin origin)
    {
        YamlNode node = value;
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            node = new YamlMap([new YamlEntry(steps[i], origin, node)], origin);
        }

        return (YamlMap)node;
    }
}
