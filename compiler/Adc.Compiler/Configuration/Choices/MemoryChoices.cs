namespace Adc.Compiler.Configuration;

public enum ConstantPlacement
{
    /// <summary>In flash, with those weights copied to RAM that save most cycles per byte.</summary>
    Auto,
    Flash,
    Ram,
}

public enum Planner
{
    /// <summary>Searches for the smallest arena, within a limit.</summary>
    Exact,
    Greedy,
}

/// <summary>What happens when a memory budget is exceeded.</summary>
public enum ExceedPolicy
{
    Error,
    Warn,

    /// <summary>No firmware: C for the host and reports only.</summary>
    EstimateOnly,
}
