namespace Adc.Compiler.Configuration;

/// <summary>One entry of a map with free keys.</summary>
public sealed record NamedValue<T>(string Name, T Value);
