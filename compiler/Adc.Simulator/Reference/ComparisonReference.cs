using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Whether a relation holds, element by element.</summary>
/// <remarks>int8 elements are first rescaled to 1/256, each by its own scale, which must be below 1.</remarks>
internal static class ComparisonReference
{
    private const int FractionBits = 8;

    public static ConstantData? Evaluate(Comparison @operator, Invocation call)
    {
        if (call.Output.Element != ElementType.Bool)
        {
            return null;
        }

        bool isEquality = @operator.Relation is Relation.Equal or Relation.NotEqual;
        return Broadcast.OperandsOf(call) switch
        {
            ElementType.Float32 => Truth(Broadcast.Map(call, input => input.Data.ToArray<float>(), (a, b) => Holds(@operator.Relation, a, b))),
            ElementType.Int32 => Truth(Broadcast.Map(call, IntegerElements.Read, (a, b) => Holds(@operator.Relation, a, b))),
            ElementType.Bool when isEquality => Truth(Broadcast.Map(call, TruthValues.Read, (a, b) => (a == b) == (@operator.Relation == Relation.Equal))),
            ElementType.Int8 when HaveSmallScales(call) =>
                Truth(Broadcast.Map(call, input => Rescaled(input, call.Rounding), (a, b) => Holds(@operator.Relation, a, b))),
            _ => null,
        };
    }

    // Every int32 is a double; a NaN is unequal to everything.
    private static bool Holds(Relation relation, double a, double b) => relation switch
    {
        Relation.Equal => a == b,
        Relation.NotEqual => a != b,
        Relation.Less => a < b,
        Relation.LessEqual => a <= b,
        Relation.Greater => a > b,
        Relation.GreaterEqual => a >= b,
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, "no such relation"),
    };

    private static bool HaveSmallScales(Invocation call) =>
        call.Inputs.All(input => input!.Type.Quantization is { IsPerChannel: false, Scale: < 1 });

    private static int[] Rescaled(TensorValue input, Rounding rounding)
    {
        Quantization quantization = input.Type.Quantization!;
        Requantizer scale = Requantizer.Of(quantization.Scale);
        return Array.ConvertAll(
            IntegerElements.Read(input), element => scale.ApplyElementwise((element - quantization.ZeroPoint) << FractionBits, rounding));
    }

    private static ConstantData? Truth(bool[]? values) => values is null ? null : TruthValues.Write(values);
}
