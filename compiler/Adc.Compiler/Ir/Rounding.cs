namespace Adc.Compiler.Ir;

/// <summary>How the integer path scales a 32-bit sum to the output's scale.</summary>
public enum Rounding
{
    /// <summary>TensorFlow Lite Micro's reference kernels: rounds twice, the second time ties away from zero.</summary>
    Tflm,

    /// <summary>TensorFlow Lite 2.9 for hosts: rounds twice, the second time ties up.</summary>
    Tflite,

    /// <summary>Newer LiteRT: rounds once, ties up.</summary>
    Single,
}
