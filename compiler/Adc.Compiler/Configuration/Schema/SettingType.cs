using System.Diagnostics.CodeAnalysis;
using Adc.Compiler.Configuration.Yaml;

namespace Adc.Compiler.Configuration.Schema;

/// <summary>The form of a value: what a generated reference or JSON schema needs to know of it.</summary>
public abstract class SettingType
{
    /// <summary>Completes "must be …".</summary>
    public abstract string Expectation { get; }

    public abstract SettingForm Form { get; }

    /// <summary>The names that a <see cref="SettingForm.Choice"/> allows, in the order of the documentation; else empty.</summary>
    public virtual IReadOnlyList<string> Choices => [];

    /// <summary>Smallest and largest number, or null where there is no limit.</summary>
    public virtual (decimal Least, decimal Most)? Limits => null;

    /// <summary>What a list or the values of a map consist of.</summary>
    public virtual SettingType? Item => null;
}

/// <summary>The form of a value that is read as <typeparamref name="T"/>.</summary>
public abstract class SettingType<T> : SettingType
{
    /// <summary>Reads the value, or reports why it cannot.</summary>
    internal abstract bool TryRead(YamlNode node, ReadContext context, [MaybeNullWhen(false)] out T value);

    /// <summary>The value in YAML; reading it again gives an equal value.</summary>
    internal abstract string Format(T value);
}
