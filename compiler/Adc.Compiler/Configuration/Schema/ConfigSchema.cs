using Adc.Compiler.Configuration.Schema.Keys;

namespace Adc.Compiler.Configuration.Schema;

/// <summary>All keys of a configuration, in the order in which they are documented and printed.</summary>
public sealed class ConfigSchema
{
    private static readonly Lazy<ConfigSchema> LazyFile = new(() => new(FileKeys.All));

    private static readonly Lazy<ConfigSchema> LazyModel = new(() => new(
    [
        .. DataKeys.All, .. VariantKeys.All, .. BufferKeys.All, .. FeatureKeys.All, .. TaskKeys.All, .. TargetKeys.All, .. MvpKeys.All,
        .. MemoryKeys.All, .. GraphKeys.All, .. QuantizationKeys.All, .. ReferenceKeys.All, .. CompareKeys.All, .. CodegenKeys.All,
        .. FirmwareKeys.All, .. ReportKeys.All,
    ]));

    private readonly Dictionary<string, SettingKey> byPath;
    private readonly Dictionary<string, List<string>> namesBySection = new(StringComparer.OrdinalIgnoreCase) { [""] = [] };

    internal ConfigSchema(IReadOnlyList<SettingKey> keys)
    {
        Keys = keys;
        byPath = keys.ToDictionary(key => key.Path, StringComparer.OrdinalIgnoreCase);
        foreach (SettingKey key in keys)
        {
            AddToSection(key.Path);
        }
    }

    /// <summary>Keys for the whole file, below <c>adc</c>; without <c>adc.defaults</c>, which holds keys of <see cref="Model"/>.</summary>
    public static ConfigSchema File => LazyFile.Value;

    /// <summary>Keys of one test.</summary>
    public static ConfigSchema Model => LazyModel.Value;

    public IReadOnlyList<SettingKey> Keys { get; }

    /// <summary>The key with this path in any case, or null.</summary>
    public SettingKey? Find(string path) => byPath.GetValueOrDefault(path);

    public bool IsSection(string path) => path.Length > 0 && namesBySection.ContainsKey(path);

    /// <summary>Keys and sections directly below a section; "" for the top.</summary>
    public IReadOnlyList<string> NamesIn(string section) => namesBySection[section];

    public static string Join(string section, string name) => section.Length == 0 ? name : $"{section}.{name}";

    private void AddToSection(string path)
    {
        int dot = path.LastIndexOf('.');
        string section = dot < 0 ? "" : path[..dot];
        if (!namesBySection.TryGetValue(section, out List<string>? names))
        {
            names = [];
            namesBySection.Add(section, names);
            AddToSection(section);
        }

        names.Add(path[(dot + 1)..]);
    }
}
