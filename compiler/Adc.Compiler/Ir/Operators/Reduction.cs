namespace Adc.Compiler.Ir.Operators;

/// <summary>How elements become one.</summary>
public enum Reduction
{
    Mean,
    Sum,
    Max,
}

public static class Reductions
{
    /// <summary>Name as in the TensorFlow Lite schema.</summary>
    public static string SchemaName(this Reduction reduction) => reduction switch
    {
        Reduction.Mean => "MEAN",
        Reduction.Sum => "SUM",
        Reduction.Max => "REDUCE_MAX",
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "no such reduction"),
    };
}
