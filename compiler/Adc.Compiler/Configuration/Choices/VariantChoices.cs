namespace Adc.Compiler.Configuration;

/// <summary>Axon's names for the order of loops in a convolution.</summary>
public enum Conv2dSetting
{
    LocalPsum,
    Inner,
    Outer,
}

/// <summary>Where scratch memory lives.</summary>
public enum ScratchPlacement
{
    /// <summary>In the activation arena.</summary>
    Arena,

    /// <summary>In a section of its own.</summary>
    Dedicated,
}
