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

/// <summary>Which calls the generated model offers.</summary>
public enum CallStyle
{
    Sync,
    SyncAndAsync,
}
