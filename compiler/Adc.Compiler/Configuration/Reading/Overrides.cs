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
            string block = TestNamed(root, steps[0])?.Key ?? steps[0];
            return Lay(root, [block, .. steps[1..]], value, origin);
        }

        if (!ConfigSchema.Model.NamesIn("").Contains(steps[0], StringComparer.OrdinalIgnoreCase))
        {
            string tests = Wording.AnyOf([.. Tests(root).Select(test => Printable.Text(test.Key))]);
            var advice = new Wording($"the path starts with a test ({tests}), with 'adc', or with a key of a test");
            bag.Report(Catalogue.UnknownConfigKey, origin, steps[0], "this file", advice);
            return root;
        }

        foreach (YamlEntry test in Tests(root))
        {
            root = Lay(root, [test.Key, .. steps], value, origin);
        }

        return root;
    }

    private static IEnumerable<YamlEntry> Tests(YamlMap root) => root.Entries.Where(entry => !ConfigDocument.IsBlock(entry.Key));

    private static YamlEntry? TestNamed(YamlMap root, string name) =>
        Tests(root).FirstOrDefault(test => test.Key == name)
        ?? Tests(root).FirstOrDefault(test => test.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static YamlMap Lay(YamlMap root, string[] path, YamlNode value, Origin origin)
    {
        YamlNode node = value;
        foreach (string step in path.Reverse())
        {
            node = new YamlMap([new YamlEntry(step, origin, node)], origin);
        }

        return YamlMerge.Deep(root, (YamlMap)node) with { Origin = root.Origin };
    }
}
