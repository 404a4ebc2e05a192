using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Data;

/// <summary>What the rows of a test set are expected to be.</summary>
/// <param name="Format">How the file was read.</param>
/// <param name="Classes">The number of each label; null when the labels are vectors.</param>
/// <param name="Vectors">Expected outputs, one after the other; null when the labels are numbers.</param>
/// <param name="RowsPerLabel">Consecutive rows that share one label.</param>
/// <param name="VectorLength">Values of each vector; 1 for numbers.</param>
public sealed record TestLabels(LabelFormat Format, Sequence<int>? Classes, Sequence<float>? Vectors, int RowsPerLabel, int VectorLength = 1);
