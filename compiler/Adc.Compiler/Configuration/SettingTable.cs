using Adc.Compiler.Configuration.Schema;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration;

/// <summary>The keys that somebody set; all others have the default of their row in the schema. Immutable.</summary>
/// <param name="owner">Where diagnostics about a default point: the test's name in the file.</param>
public sealed class SettingTable(Origin owner, IReadOnlyDictionary<SettingKey, Setting> written) : IEquatable<SettingTable>
{
    public static SettingTable Empty { get; } = new(Origin.None, new Dictionary<SettingKey, Setting>());

    public Origin Owner => owner;

    public bool IsSet(SettingKey key) => written.ContainsKey(key);

    public Setting<T> Get<T>(SettingKey<T> key) =>
        written.TryGetValue(key, out Setting? setting) ? (Setting<T>)setting : new(key.Default, owner, IsDefault: true);

    /// <summary>Null when the key is not set, or set to the word for "none".</summary>
    public Setting<T>? Find<T>(OptionalKey<T> key) =>
        written.TryGetValue(key, out Setting? setting) ? setting as Setting<T> : null;

    /// <summary>The same settings with this one replaced.</summary>
    public SettingTable With<T>(SettingKey<T> key, T value) => With(key, new Setting<T>(value, owner));

    /// <summary>The same settings with this one replaced.</summary>
    public SettingTable With<T>(OptionalKey<T> key, T value) => With(key, new Setting<T>(value, owner));

    internal SettingTable With(SettingKey key, Setting setting) =>
        new(owner, new Dictionary<SettingKey, Setting>(written) { [key] = setting });

    /// <summary>What was written for the key, also the word for "none"; null for a default.</summary>
    internal Setting? Written(SettingKey key) => written.GetValueOrDefault(key);

    public bool Equals(SettingTable? other) =>
        other is not null && owner == other.Owner && written.Count == other.Count
        && written.All(entry => entry.Value.Equals(other.Written(entry.Key)));

    public override bool Equals(object? obj) => Equals(obj as SettingTable);

    public override int GetHashCode() => HashCode.Combine(owner, written.Count);

    private int Count => written.Count;
}
