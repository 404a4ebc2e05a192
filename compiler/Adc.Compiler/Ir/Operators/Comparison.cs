namespace Adc.Compiler.Ir.Operators;

/// <summary>Whether a relation holds between two elements.</summary>
/// <remarks>Inputs: a and b; their shapes broadcast to the output's, which is bool.</remarks>
public sealed record Comparison(Relation Relation) : Operator
{
    public override string Name => Relation switch
    {
        Relation.Equal => "EQUAL",
        Relation.NotEqual => "NOT_EQUAL",
        Relation.Less => "LESS",
        Relation.LessEqual => "LESS_EQUAL",
        Relation.Greater => "GREATER",
        Relation.GreaterEqual => "GREATER_EQUAL",
        _ => throw new InvalidOperationException($"no such relation: {Relation}"),
    };

    public override Arity Arity => new(2, 2, 1);
}

/// <summary>What a comparison asks.</summary>
public enum Relation
{
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}
