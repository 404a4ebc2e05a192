using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class SelectV2Reader
{
    public static Operator? Read(OperatorSource source)
    {
        if (source.Inputs[0]!.Element != ElementType.Bool)
        {
            return source.Refuse($"the condition is {source.Inputs[0]!.Element.DisplayName()}; it must be bool");
        }

        return BroadcastShapes.ElementsAgree(source, firstData: 1) && BroadcastShapes.Agree(source) ? new SelectV2() : null;
    }

    /// <summary>SELECT is the same where its condition has the shape of the data or one element.</summary>
    public static Operator? ReadSelect(OperatorSource source)
    {
        Shape condition = source.Inputs[0]!.Shape, data = source.Inputs[1]!.Shape;
        return condition == data || condition.ElementCount == 1
            ? Read(source)
            : source.Refuse($"SELECT by a condition {condition} that chooses whole rows of {data} is not supported");
    }
}
