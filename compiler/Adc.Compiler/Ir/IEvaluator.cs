namespace Adc.Compiler.Ir;

/// <summary>Computes what a node means. Passes fold constants with it; lowering tabulates unary int8 operators with it.</summary>
/// <remarks>The compiler declares it, the simulator's reference implements it, the command line joins the two.</remarks>
public interface IEvaluator
{
    /// <summary>The rounding that quantized operators are evaluated with.</summary>
    Rounding Rounding { get; }

    /// <summary>Evaluates one operator.</summary>
    /// <param name="inputs">One per node input; null for a missing optional input.</param>
    /// <param name="outputs">Types of the outputs.</param>
    /// <returns>One value per output, or null when the operator is unknown for these types.</returns>
    IReadOnlyList<ConstantData>? Evaluate(Operator @operator, IReadOnlyList<TensorValue?> inputs, IReadOnlyList<TensorType> outputs);
}

/// <summary>A tensor's type together with its elements, little-endian and row-major.</summary>
public sealed record TensorValue(TensorType Type, ConstantData Data);
