namespace Adc.Compiler.Ir;

/// <summary>How the integer path scales a 32-bit sum to the output's scale.</summary>
public enum Rounding
{
    /// <summary>TensorFlow Lite Micro's reference kernels: rounds twice, the second time ties away from zero.</summary>
    Tflm,

    /// <summary>TensorFlow Lite 2.9 for hosts: rounds twice, the second time ties up in matrix products, away from zero elsewhere.</summary>
    Tflite,

    /// <summary>TensorFlow Lite Micro built for single rounding: rounds once, ties up.</summary>
    /// <remarks>Newer LiteRT multiplies by a float32 and rounds ties to even: the same for sums that are no ties.</remarks>
    Single,
}
