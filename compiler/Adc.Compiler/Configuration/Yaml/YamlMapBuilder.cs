using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Yaml;

/// <summary>Collects the entries of one map: a key repeats only by mistake, and merged entries give way to written ones.</summary>
internal sealed class YamlMapBuilder(DiagnosticBag bag)
{
    private readonly List<YamlEntry> written = [];
    private readonly List<YamlEntry> merged = [];
    private readonly Dictionary<string, YamlEntry> writtenByKey = new(StringComparer.Ordinal);

    public Origin? FirstKeyOrigin => written.Count > 0 ? written[0].KeyOrigin : null;

    public void Add(YamlEntry entry)
    {
        if (writtenByKey.TryAdd(entry.Key, entry))
        {
            written.Add(entry);
        }
        else
        {
            bag.Report(Catalogue.DuplicateKey, entry.KeyOrigin, entry.Key, writtenByKey[entry.Key].KeyOrigin.ToString());
        }
    }

    /// <summary>Takes over the entries of a <c>&lt;&lt;</c> source; of several sources the first wins.</summary>
    public void Merge(YamlMap source) => merged.AddRange(source.Entries);

    /// <summary>Written entries first, then what the merge keys add.</summary>
    public Sequence<YamlEntry> ToEntries()
    {
        var keys = new HashSet<string>(writtenByKey.Keys, StringComparer.OrdinalIgnoreCase);
        return [.. written, .. merged.Where(entry => keys.Add(entry.Key))];
    }
}
