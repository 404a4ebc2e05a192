namespace Adc.Compiler.Configuration.Schema;

/// <summary>A name that a key takes, and what it means.</summary>
internal sealed record Choice<T>(string Name, T Value);
