using Adc.Compiler.Ir;

namespace Adc.Compiler.Emission;

/// <summary>How far the outputs of one test vector may be from the expected ones, in steps of the int8 output.</summary>
/// <param name="StepSizes">What a step is in the values of each output; null for an output without steps, which must be equal.</param>
public sealed record OutputTolerance(double MeanAbsLsb, double? WithinOneRatio, int? MaxAbsLsb, Sequence<double?> StepSizes);
