namespace Adc.Compiler.Configuration;

/// <summary>One combination of the keys that may have several values.</summary>
public sealed record Variant(
    bool DisablesOutputQuantization,
    bool SkipsSoftmax,
    bool TransposesKernels,
    bool NormalizesScaleShift,
    Conv2dSetting Conv2dSetting,
    ScratchPlacement ScratchPlacement);
