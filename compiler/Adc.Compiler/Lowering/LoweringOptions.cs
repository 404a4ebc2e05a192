using Adc.Compiler.Configuration;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Lowering;

/// <summary>What the configuration says about lowering.</summary>
/// <param name="Rounding">Requantization of the integer path.</param>
/// <param name="OptimisedKernels">False: only the plain kernels, which follow the reference step by step.</param>
/// <param name="Goal">What decides between optimised kernels.</param>
public sealed record LoweringOptions(
    Rounding Rounding = Rounding.Tflm, bool OptimisedKernels = true, OptimizationGoal Goal = OptimizationGoal.Balanced);
