namespace Adc.Compiler.Ir;

/// <summary>An activation function fused into the operator before it.</summary>
public enum Activation
{
    None,
    Relu,
    ReluN1To1,
    Relu6,
}

public static class Activations
{
    /// <summary>Real lower and upper bound of the result; infinite where there is none.</summary>
    public static (float Low, float High) Range(this Activation activation) => activation switch
    {
        Activation.None => (float.NegativeInfinity, float.PositiveInfinity),
        Activation.Relu => (0, float.PositiveInfinity),
        Activation.ReluN1To1 => (-1, 1),
        Activation.Relu6 => (0, 6),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no such activation"),
    };

    /// <summary>Name as in the TensorFlow Lite schema.</summary>
    public static string SchemaName(this Activation activation) => activation switch
    {
        Activation.None => "NONE",
        Activation.Relu => "RELU",
        Activation.ReluN1To1 => "RELU_N1_TO_1",
        Activation.Relu6 => "RELU6",
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no such activation"),
    };
}
