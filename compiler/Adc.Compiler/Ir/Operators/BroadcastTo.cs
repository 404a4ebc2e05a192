namespace Adc.Compiler.Ir.Operators;

/// <summary>Repeats a tensor along its axes of extent 1, and along new ones before its first, until it has the output's shape.</summary>
/// <remarks>Inputs: x, shape (int32 or int64).</remarks>
public sealed record BroadcastTo : Operator
{
    public override string Name => "BROADCAST_TO";

    public override Arity Arity => new(2, 2, 1);
}
