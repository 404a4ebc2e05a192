using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration;

/// <summary>The keys that somebody set; all others have the default of their row in the schema. Immutable.</summary>
public sealed class SettingTable : IEquatable<SettingTable>
{
    private readonly Dictionary<SettingKey, Setting> written;

    internal SettingTable(Origin owner, IEnumerable<KeyValuePair<SettingKey, Setting>> written)
    {
        Owner = owner;
        this.written = new Dictionary<SettingKey, Setting>(written);
    }

    /// <summary>Defaults only.</summary>
    public static SettingTable Empty { get; } = new(Origin.None, []);

    /// <summary>Where diagnostics about a default point: the test's name in the file.</summary>
    public Origin Owner { get; }

    public bool IsSet(SettingKey key) => written.ContainsKey(key);

    public Setting<T> Get<T>(SettingKey<T> key) =>
        written.TryGetValue(key, out Setting? setting) ? (Setting<T>)setting : new(key.Default, Owner, IsDefault: true);

    /// <summary>Null when the key is not set, or set to the word for "none".</summary>
    public Setting<T>? Find<T>(OptionalKey<T> key) =>
        written.TryGetValue(key, out Setting? setting) ? setting as Setting<T> : null;

    /// <summary>The value of a key as one would write it.</summary>
    public string TextOf(SettingKey key) => Written(key) is { } setting ? key.Format(setting) : key.DefaultText;

    /// <summary>The same settings with this one replaced.</summary>
    public SettingTable With<T>(SettingKey<T> key, T value) => With(key, new Setting<T>(value, Owner));

    /// <summary>The same settings with this one replaced.</summary>
    public SettingTable With<T>(OptionalKey<T> key, T value) => With(key, new Setting<T>(value, Owner));

    internal SettingTable With(SettingKey key, Setting setting) =>
        new(Owner, written.Where(entry => entry.Key != key).Append(new(key, setting)));

    /// <summary>What was written for the key, also the word for "none"; null for a default.</summary>
    internal Setting? Written(SettingKey key) => written.GetValueOrDefault(key);

    public bool Equals(SettingTable? other) =>
        other is not null && Owner == other.Owner && written.Count == other.written.Count
        && written.All(entry => entry.Value.Equals(other.Written(entry.Key)));

    public override bool Equals(object? obj) => Equals(obj as SettingTable);

    public override int GetHashCode() => HashCode.Combine(Owner, written.Count);
}
