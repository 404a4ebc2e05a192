using Adc.Compiler.Evaluation;

namespace Adc.Compiler.Pipeline;

/// <summary>Which rows become test vectors.</summary>
/// <param name="Rows">Rows from the user's data, or null for seeded ones.</param>
/// <param name="Count">How many of them the firmware carries.</param>
public sealed record TestSelection(TestRows? Rows, int Count)
{
    /// <summary>Seeded rows that every firmware is tested with when the user brings none.</summary>
    public const int SeededCount = 4;

    public static TestSelection Seeded { get; } = new(null, SeededCount);
}
