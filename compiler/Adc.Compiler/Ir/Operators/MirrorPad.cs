namespace Adc.Compiler.Ir.Operators;

/// <summary>Surrounds a tensor with its own elements, mirrored at its ends.</summary>
/// <remarks>Inputs: x, paddings [rank, 2] (int32 or int64: elements before and after x along each axis).</remarks>
/// <param name="RepeatsEdge">SYMMETRIC: the element at the end is mirrored too. Otherwise REFLECT: the mirror goes through its middle.</param>
public sealed record MirrorPad(bool RepeatsEdge) : Operator
{
    public override string Name => "MIRROR_PAD";

    public override Arity Arity => new(2, 2, 1);

    public override string Attributes => RepeatsEdge ? "symmetric" : "reflect";
}
