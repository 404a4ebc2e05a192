using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Reading;

/// <summary>Reads a map by a schema: finds the row of each key, has its type read the value, keeps what was set.</summary>
internal sealed class SettingBinder(ConfigSchema schema, string folder, bool allowOutside, UnknownKeys unknownKeys, DiagnosticBag bag)
{
    private const int MostListedNames = 20;

    private readonly Dictionary<SettingKey, Setting> settings = [];

    /// <param name="section">Path of the map in the schema; "" for the top.</param>
    public SettingTable Bind(YamlMap map, string section, Origin owner)
    {
        settings.Clear();
        BindSection(map, section);
        return new SettingTable(owner, settings);
    }

    private void BindSection(YamlMap map, string section)
    {
        Dictionary<string, YamlEntry> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (YamlEntry entry in map.Entries)
        {
            if (!seen.TryAdd(entry.Key, entry))
            {
                bag.Report(Catalogue.DuplicateKey, entry.KeyOrigin, entry.Key, seen[entry.Key].KeyOrigin.ToString());
                continue;
            }

            string path = ConfigSchema.Join(section, entry.Key);
            bool isNested = !entry.Key.Contains('.', StringComparison.Ordinal);
            if (isNested && schema.Find(path) is SettingKey key)
            {
                BindKey(key, entry);
            }
            else if (isNested && schema.IsSection(path))
            {
                BindSubsection(entry, path);
            }
            else
            {
                ReportUnknown(entry, section);
            }
        }
    }

    private void BindKey(SettingKey key, YamlEntry entry)
    {
        if (entry.Value is YamlScalar { IsEmpty: true })
        {
            return;
        }

        var context = new ReadContext(key.Path, folder, allowOutside, bag);
        if (!key.TryRead(entry.Value, context, out Setting? setting))
        {
            return;
        }

        settings.Add(key, setting);
        if (key.Status != SettingStatus.Active && !key.IsSameAsDefault(setting))
        {
            bag.Report(Catalogue.NoEffect, entry.KeyOrigin, key.Path, new Wording(key.Because ?? "this version of adc does not act on it"));
        }
    }

    private void BindSubsection(YamlEntry entry, string path)
    {
        if (entry.Value is YamlMap map)
        {
            BindSection(map, path);
        }
        else if (entry.Value is not YamlScalar { IsEmpty: true })
        {
            var keys = new Wording($"a map of keys: {Wording.AnyOf(schema.NamesIn(path))}");
            bag.Report(Catalogue.WrongType, entry.Value.Origin, path, ReadContext.Describe(entry.Value), keys);
        }
    }

    private void ReportUnknown(YamlEntry entry, string section)
    {
        IReadOnlyList<string> near = NearestNames.Among(schema.NamesIn(section), entry.Key);
        bool isError = unknownKeys == UnknownKeys.AreErrors || (unknownKeys == UnknownKeys.AreWarningsUnlessNear && near.Count > 0);
        if (isError)
        {
            object place = section.Length == 0 ? "a test" : new Wording($"'{section}'");
            bag.Report(Catalogue.UnknownConfigKey, entry.KeyOrigin, entry.Key, place, new Wording(Advice(entry.Key, section, near)));
        }
        else
        {
            bag.Report(
                Catalogue.NoEffect,
                entry.KeyOrigin,
                ConfigSchema.Join(section, entry.Key),
                new Wording("adc does not know this key; '--compat strict' makes it an error"));
        }
    }

    private string Advice(string name, string section, IReadOnlyList<string> near)
    {
        if (near.Count > 0)
        {
            return $"did you mean {Wording.AnyOf([.. near.Select(candidate => $"'{candidate}'")])}?";
        }

        string[] elsewhere =
        [
            .. schema.Keys.Where(key => key.Path.Contains('.', StringComparison.Ordinal))
                .Where(key => Is(key.Name, name) || Is(key.Path, ConfigSchema.Join(section, name)))
                .Select(key => $"'{key.Name}' below '{key.Path[..^(key.Name.Length + 1)]}:'")
        ];
        if (elsewhere.Length > 0)
        {
            return $"did you mean {Wording.AnyOf(elsewhere)}?";
        }

        IReadOnlyList<string> names = schema.NamesIn(section);
        return names.Count <= MostListedNames
            ? $"it takes {Wording.AnyOf(names)}"
            : "'adc new MODEL' writes a file with all keys";
    }

    private static bool Is(string known, string name) => known.Equals(name, StringComparison.OrdinalIgnoreCase);
}
