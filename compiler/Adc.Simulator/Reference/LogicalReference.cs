using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Conjunction or disjunction, element by element.</summary>
internal static class LogicalReference
{
    public static ConstantData? Evaluate(Logical @operator, Invocation call) =>
        Broadcast.ElementOf(call) == ElementType.Bool
        && Broadcast.Map(call, TruthValues.Read, (a, b) => @operator.IsAnd ? a && b : a || b) is { } values ? TruthValues.Write(values) : null;
}
