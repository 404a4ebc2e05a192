namespace Adc.Compiler.Ir;

/// <summary>Names a tensor of one graph.</summary>
public readonly record struct TensorId(int Value)
{
    /// <summary>Stands for an optional input that is not there.</summary>
    public static TensorId None { get; } = new(-1);

    public bool IsNone => Value < 0;

    public override string ToString() => IsNone ? "-" : $"%{Value}";
}

/// <summary>A value that flows through the graph, or a constant.</summary>
/// <param name="SourceIndex">Index in subgraph 0 of the model file; −1 for tensors that adc made.</param>
/// <param name="Data">The bytes of a constant, little-endian and row-major; null for a computed tensor.</param>
public sealed record Tensor(TensorId Id, string Name, TensorType Type, int SourceIndex = -1, ConstantData? Data = null)
{
    public bool IsConstant => Data is not null;
}
