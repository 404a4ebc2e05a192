namespace Adc.Compiler.Configuration;

public enum CLanguage
{
    C99,
    C11,
}

public enum SourceLayout
{
    /// <summary>One header.</summary>
    Header,

    /// <summary>Pairs of header and source.</summary>
    Split,
}

public enum OptimizationGoal
{
    Speed,
    Size,
    Balanced,
}

public enum ArrayFormat
{
    Decimal,
    Hex,
}

/// <summary>Whose memory holds inputs, activations and outputs.</summary>
public enum ArenaOwner
{
    /// <summary>Part of the model's context.</summary>
    Context,

    /// <summary>The caller's, given to init; several models may share it.</summary>
    Caller,
}

/// <summary>Which calls the generated model offers.</summary>
public enum CallStyle
{
    Sync,
    SyncAndAsync,
}
