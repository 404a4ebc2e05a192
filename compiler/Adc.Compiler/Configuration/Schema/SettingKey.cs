using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration.Schema;

/// <summary>One row of the schema: everything that is known about a key.</summary>
/// <param name="path">Sections and name, joined by dots.</param>
/// <param name="type">Form, limits and names of the value.</param>
/// <param name="doc">One sentence, for the reference and for 'adc new'.</param>
public abstract class SettingKey(string path, SettingType type, string doc)
{
    public string Path { get; } = path;

    public SettingType Type { get; } = type;

    public string Doc { get; } = doc;

    public SettingStatus Status { get; init; } = SettingStatus.Active;

    /// <summary>Why a key without effect has none.</summary>
    public string? Because { get; init; }

    /// <summary>A word that leaves the key unset, such as "none" or "auto"; null when only an empty value does.</summary>
    public virtual string? Word => null;

    /// <summary>Name within its section.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The default as one would write it, or words for one that depends on other things.</summary>
    public abstract string DefaultText { get; }

    /// <summary>The default as a value in YAML; "" when there is none.</summary>
    internal abstract string DefaultValueText { get; }

    /// <summary>Reads the value, or reports why it cannot.</summary>
    internal abstract bool TryRead(YamlNode node, ReadContext context, [NotNullWhen(true)] out Setting? setting);

    internal abstract bool IsSameAsDefault(Setting setting);

    /// <summary>The value in YAML.</summary>
    internal abstract string Format(Setting setting);

    public override string ToString() => Path;
}

/// <summary>A key that always has a value.</summary>
public sealed class SettingKey<T>(string path, SettingType<T> type, T defaultValue, string doc) : SettingKey(path, type, doc)
{
    public T Default => defaultValue;

    public override string DefaultText => type.Format(defaultValue);

    internal override string DefaultValueText => DefaultText;

    internal override bool TryRead(YamlNode node, ReadContext context, [NotNullWhen(true)] out Setting? setting)
    {
        setting = type.TryRead(node, context, out T? value) ? new Setting<T>(value, node.Origin) : null;
        return setting is not null;
    }

    internal override bool IsSameAsDefault(Setting setting) =>
        EqualityComparer<T>.Default.Equals(((Setting<T>)setting).Value, defaultValue);

    internal override string Format(Setting setting) => type.Format(((Setting<T>)setting).Value);
}

/// <summary>A key without a value of its own until somebody sets one.</summary>
/// <param name="defaultText">What holds as long as nobody does.</param>
/// <param name="word">A word that says "leave it unset", such as "none" or "auto"; null when only an empty value does.</param>
public sealed class OptionalKey<T>(string path, SettingType<T> type, string defaultText, string doc, string? word = null)
    : SettingKey(path, type, doc)
{
    private sealed record Unset(Origin Origin) : Setting(Origin, IsDefault: false);

    public override string? Word => word;

    public override string DefaultText => defaultText;

    internal override string DefaultValueText => word is not null && defaultText == word ? word : "";

    internal override bool TryRead(YamlNode node, ReadContext context, [NotNullWhen(true)] out Setting? setting)
    {
        if (node is YamlScalar scalar && scalar.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            setting = new Unset(node.Origin);
            return true;
        }

        ReadContext own = word is null ? context : context with { Alternative = $" or '{word}'" };
        setting = type.TryRead(node, own, out T? value) ? new Setting<T>(value, node.Origin) : null;
        return setting is not null;
    }

    internal override bool IsSameAsDefault(Setting setting) => setting is Unset;

    internal override string Format(Setting setting) => setting is Setting<T> given ? type.Format(given.Value) : word ?? "";
}
