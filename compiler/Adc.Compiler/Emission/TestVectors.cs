using Adc.Compiler.Ir;

namespace Adc.Compiler.Emission;

/// <summary>Inputs with the outputs that the target must give, byte for byte.</summary>
/// <param name="Origin">Where the inputs come from: "seeded random rows", "rows of x_test_ad.npy".</param>
public sealed record TestVectors(string Origin, Sequence<TestVector> Vectors);

/// <param name="Inputs">Bytes of each model input.</param>
/// <param name="Outputs">Expected bytes of each model output.</param>
public sealed record TestVector(Sequence<ConstantData> Inputs, Sequence<ConstantData> Outputs);
