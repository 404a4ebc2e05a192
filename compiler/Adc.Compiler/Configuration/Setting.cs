using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Configuration;

/// <summary>What a key was set to, and where.</summary>
public abstract record Setting(Origin Origin, bool IsDefault);

/// <summary>A value with its place.</summary>
/// <param name="Origin">Place of the value; of a default, the test it applies to.</param>
/// <param name="IsDefault">Whether nobody wrote it.</param>
public sealed record Setting<T>(T Value, Origin Origin, bool IsDefault = false) : Setting(Origin, IsDefault)
{
    /// <summary>Another value at the same place.</summary>
    public Setting<TOther> Select<TOther>(Func<T, TOther> convert) => new(convert(Value), Origin, IsDefault);

    public override string ToString() => $"{Value}";
}
