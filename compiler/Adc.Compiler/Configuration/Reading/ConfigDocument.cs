using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Schema.Types;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Reading;

/// <summary>The top level of a file, taken apart: what holds for the file, defaults, and tests.</summary>
/// <param name="FileMap">The block <c>adc</c> without its defaults, or null.</param>
/// <param name="Defaults">The map <c>adc.defaults</c>, or null.</param>
/// <param name="Tests">Their values are maps; a test without keys has an empty one.</param>
internal sealed record ConfigDocument(YamlMap? FileMap, YamlMap? Defaults, IReadOnlyList<YamlEntry> Tests)
{
    private const string FileBlock = "adc";
    private const string DefaultsName = "defaults";
    private const string AnchorBlock = "default_values";

    /// <summary>Takes the file apart; what does not fit is reported and left out.</summary>
    public static ConfigDocument Of(YamlMap root, DiagnosticBag bag)
    {
        YamlMap? fileMap = null;
        List<YamlEntry> tests = [];
        HashSet<string> blocks = new(StringComparer.OrdinalIgnoreCase);
        foreach (YamlEntry entry in root.Entries)
        {
            if (Is(entry, FileBlock) || Is(entry, AnchorBlock))
            {
                if (!blocks.Add(entry.Key))
                {
                    bag.Report(Catalogue.DuplicateKey, entry.KeyOrigin, entry.Key, root.Find(entry.Key)!.KeyOrigin.ToString());
                    continue;
                }

                YamlMap? block = MapOf(entry, entry.Key, "a map", bag);
                fileMap = Is(entry, FileBlock) ? block : fileMap;
            }
            else if (TestOf(entry, bag) is YamlEntry test)
            {
                tests.Add(test);
            }
        }

        YamlEntry? defaults = fileMap?.Find(DefaultsName);
        return new(
            fileMap is null ? null : fileMap with { Entries = [.. fileMap.Entries.Where(entry => entry != defaults)] },
            defaults is null ? null : MapOf(defaults, $"{FileBlock}.{DefaultsName}", "a map of keys of a test", bag),
            tests);
    }

    public static bool IsBlock(string name) =>
        name.Equals(FileBlock, StringComparison.OrdinalIgnoreCase) || name.Equals(AnchorBlock, StringComparison.OrdinalIgnoreCase);

    private static YamlEntry? TestOf(YamlEntry entry, DiagnosticBag bag)
    {
        if (!NameType.Test.IsValid(entry.Key))
        {
            bag.Report(Catalogue.BadTestName, entry.KeyOrigin, entry.Key);
            return null;
        }

        if (entry.Value is YamlScalar { IsEmpty: true })
        {
            return entry with { Value = new YamlMap([], entry.Value.Origin) };
        }

        string expectation = ConfigSchema.Model.NamesIn("").Contains(entry.Key, StringComparer.OrdinalIgnoreCase)
            ? "a map, because names at the top level are names of tests: indent this key below a line such as 'my_test:'"
            : "a map of keys such as 'tflite_model', because names at the top level are names of tests";
        return MapOf(entry, entry.Key, expectation, bag) is null ? null : entry;
    }

    private static YamlMap? MapOf(YamlEntry entry, string path, string expectation, DiagnosticBag bag)
    {
        if (entry.Value is not (YamlMap or YamlScalar { IsEmpty: true }))
        {
            bag.Report(Catalogue.WrongType, entry.Value.Origin, path, ReadContext.Describe(entry.Value), new Wording(expectation));
        }

        return entry.Value as YamlMap;
    }

    private static bool Is(YamlEntry entry, string name) => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
