namespace Adc.Compiler.Ir.Operators;

/// <summary>Multiplies the last axis by a weight matrix, adds a bias, applies the activation.</summary>
/// <remarks>
/// Inputs: x [batch…, in], weights [out, in] row-major as in the .tflite file, optional bias [out].
/// Output: [batch, out], or x's shape with the last extent replaced when <see cref="KeepDimensions"/>.
/// </remarks>
public sealed record FullyConnected(Activation Activation = Activation.None, bool KeepDimensions = false) : Operator, IActivated
{
    /// <summary>Of an int32 output that took the place of an int8 one: the quantization of that one, in whose steps differences are told.</summary>
    public Quantization? NarrowOutput { get; init; }

    public override string Name => "FULLY_CONNECTED";

    public override Arity Arity => new(2, 3, 1);

    public Operator With(Activation activation) => this with { Activation = activation };

    public override string Attributes => Activation == Activation.None ? "" : $"+ {Activation.SchemaName()}";
}
