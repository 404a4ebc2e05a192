using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation;

/// <summary>Rows of model inputs, each input as its raw bytes.</summary>
/// <param name="Origin">Where they come from, for comments and reports: "seeded rows", "x_test_ad.npy".</param>
public sealed record TestRows(string Origin, Sequence<Sequence<ConstantData>> Rows);
