namespace Adc.Compiler.Configuration;

/// <summary>The choices that <c>run_all_variants</c> goes through.</summary>
[Flags]
public enum VariantAxes
{
    None = 0,
    Softmax = 1,
    OutputQuantization = 2,
    TransposeKernel = 4,
    Conv2dSettings = 8,
    NormalizedScaleShifts = 16,
    All = Softmax | OutputQuantization | TransposeKernel | Conv2dSettings | NormalizedScaleShifts,
}
