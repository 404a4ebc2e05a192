namespace Adc.Compiler.Ir.Operators;

/// <summary>The extents of its input as an int32 or int64 vector.</summary>
public sealed record ShapeOf : Operator
{
    public override string Name => "SHAPE";

    public override Arity Arity => new(1, 1, 1);
}
