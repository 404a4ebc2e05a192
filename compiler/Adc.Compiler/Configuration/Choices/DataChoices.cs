namespace Adc.Compiler.Configuration;

/// <summary>How <c>test_labels</c> is laid out.</summary>
public enum LabelFormat
{
    /// <summary>One class number per row.</summary>
    JustLabels,

    /// <summary>One vector of expected outputs per row.</summary>
    LastLayerVector,

    /// <summary>The table that Edge Impulse exports.</summary>
    EdgeImpulse,

    /// <summary>Converted by the function that <c>user_handle_test_labels</c> names.</summary>
    Custom,

    /// <summary>One label per clip, that is for several rows.</summary>
    PerClip,
}

public enum RangeSemantics
{
    Inclusive,

    /// <summary>The end of a range is left out.</summary>
    Axon,
}

public enum LogLevel
{
    Debug,
    Info,
    Warn,
    Error,
    Critical,
}
