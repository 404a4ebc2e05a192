namespace Adc.Compiler.Configuration.Yaml;

/// <summary>Lays one map over another.</summary>
internal static class YamlMerge
{
    /// <summary>Maps merge deeply; of everything else the upper wins, unless it is empty. Keys match in any case.</summary>
    public static YamlMap Deep(YamlMap lower, YamlMap upper)
    {
        // A key that stands twice in the upper map stays there twice: that is for the binder to report.
        ILookup<string, YamlEntry> uppers = upper.Entries.ToLookup(entry => entry.Key, StringComparer.OrdinalIgnoreCase);
        ILookup<string, YamlEntry> lowers = lower.Entries.ToLookup(entry => entry.Key, StringComparer.OrdinalIgnoreCase);
        return new YamlMap(
            [
                .. lower.Entries.SelectMany(entry => uppers[entry.Key].Select(upper => Over(entry, upper)).DefaultIfEmpty(entry)),
                .. upper.Entries.Where(entry => !lowers.Contains(entry.Key)),
            ],
            upper.Origin);
    }

    private static YamlEntry Over(YamlEntry lower, YamlEntry upper) => (lower.Value, upper.Value) switch
    {
        (_, YamlScalar { IsEmpty: true }) => upper with { Value = lower.Value },
        (YamlMap below, YamlMap above) => upper with { Value = Deep(below, above) },
        _ => upper,
    };
}
