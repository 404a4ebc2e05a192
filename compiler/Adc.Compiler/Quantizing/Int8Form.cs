using Adc.Compiler.Ir;

namespace Adc.Compiler.Quantizing;

/// <summary>What the format asks of the quantization of an operator's tensors.</summary>
internal enum Int8Kind
{
    /// <summary>Sums of products with constant weights: int8 weights, int32 bias, an output scale of its own.</summary>
    Products,

    /// <summary>Every operand and the output have scales of their own.</summary>
    Rescales,

    /// <summary>Elements move or are chosen: operands and outputs have one quantization.</summary>
    Shares,

    /// <summary>The output has the one quantization that the format prescribes.</summary>
    Fixed,

    /// <summary>Reads int8, but gives positions.</summary>
    Indexes,

    /// <summary>Has no int8 form.</summary>
    StaysFloat,
}

/// <summary>The int8 form of an operator.</summary>
/// <param name="Operands">Positions of the inputs that become int8.</param>
/// <param name="Weights">For <see cref="Int8Kind.Products"/>.</param>
/// <param name="Output">For <see cref="Int8Kind.Fixed"/>.</param>
internal sealed record Int8Form(Int8Kind Kind, Sequence<int> Operands, WeightOperands? Weights = null, Quantization? Output = null)
{
    public static Int8Form StaysFloat { get; } = new(Int8Kind.StaysFloat, []);
}

/// <summary>Where the constants of a sum of products stand.</summary>
/// <param name="Bias">Position of the optional bias.</param>
/// <param name="ChannelAxis">The axis of the weights that counts output channels.</param>
internal sealed record WeightOperands(int Weights, int Bias, int ChannelAxis);
