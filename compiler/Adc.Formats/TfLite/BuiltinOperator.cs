namespace Adc.Formats.TfLite;

/// <summary>Builtin operators with their numbers in the schema.</summary>
public enum BuiltinOperator
{
    Add = 0,
    AveragePool2D = 1,
    Conv2D = 3,
    DepthwiseConv2D = 4,
    Dequantize = 6,
    FullyConnected = 9,
    Logistic = 14,
    Relu = 19,
    ReluN1To1 = 20,
    Relu6 = 21,
    Reshape = 22,
    Softmax = 25,
    Tanh = 28,
    Custom = 32,
    StridedSlice = 45,
    Shape = 77,
    Pack = 83,
    Quantize = 114,
}

public static class BuiltinOperators
{
    /// <summary>Name as in the schema: FULLY_CONNECTED.</summary>
    public static string SchemaName(this BuiltinOperator @operator) =>
        throw new NotSupportedException($"to be completed with the schema's names ({@operator})");
}
