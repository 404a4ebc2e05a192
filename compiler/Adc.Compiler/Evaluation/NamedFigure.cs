namespace Adc.Compiler.Evaluation;

/// <summary>A metric that the user's own program computed.</summary>
public sealed record NamedFigure(string Name, double Value);
