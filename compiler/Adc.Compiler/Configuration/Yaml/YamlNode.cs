using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Configuration.Yaml;

/// <summary>A node of the file with its place. Aliases are already replaced by the node they stand for.</summary>
internal abstract record YamlNode(Origin Origin)
{
    /// <summary>Nodes from here down, keys included.</summary>
    public abstract int Count();
}

/// <summary>Text without a type: the schema decides what it means.</summary>
/// <param name="IsPlain">Whether it stands without quotes and not as a block.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, Origin Origin) : YamlNode(Origin)
{
    /// <summary>Whether it says that there is no value.</summary>
    public bool IsEmpty => Text.Length == 0 || (IsPlain && Text is "~" or "null" or "Null" or "NULL");

    public override int Count() => 1;
}

internal sealed record YamlList(Sequence<YamlNode> Items, Origin Origin) : YamlNode(Origin)
{
    public override int Count() => 1 + Items.Sum(item => item.Count());
}

/// <summary>Entries in file order; merge keys are resolved, no key repeats.</summary>
internal sealed record YamlMap(Sequence<YamlEntry> Entries, Origin Origin) : YamlNode(Origin)
{
    /// <summary>The first entry with this key in any case, or null.</summary>
    public YamlEntry? Find(string key) =>
        Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    public override int Count() => 1 + Entries.Sum(entry => 1 + entry.Value.Count());
}

internal sealed record YamlEntry(string Key, Origin KeyOrigin, YamlNode Value);
