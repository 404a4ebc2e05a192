namespace Adc.Compiler.Diagnostics;

/// <summary>How grave a diagnostic is. Only <see cref="Error"/> stops a compilation.</summary>
public enum Severity
{
    Note,
    Warning,
    Error,
}
