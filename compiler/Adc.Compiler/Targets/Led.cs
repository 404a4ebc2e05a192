namespace Adc.Compiler.Targets;

/// <summary>A light on a board.</summary>
public sealed record Led(string Name, Pin Pin, bool IsActiveLow);
