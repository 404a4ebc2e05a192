namespace Adc.Compiler.Configuration;

public enum ReportFormat
{
    Console,
    Json,
    Csv,
    Markdown,
    Html,
}

public enum ReportDetail
{
    Summary,
    Layers,
    Full,
}

/// <summary>Where cycle figures come from.</summary>
public enum CycleSource
{
    None,

    /// <summary>A formula.</summary>
    Model,

    /// <summary>The simulator.</summary>
    Simulation,
}
