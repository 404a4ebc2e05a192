namespace Adc.Compiler.Configuration;

/// <summary>What an unknown key is.</summary>
public enum Compatibility
{
    /// <summary>
    /// A warning in files that nothing marks as written for adc, unless it is a near miss of a known key; an error in all others.
    /// </summary>
    Auto,

    /// <summary>A warning.</summary>
    Axon,

    /// <summary>An error.</summary>
    Strict,
}
