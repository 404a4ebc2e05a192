using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ComparisonReader
{
    public static Operator? ReadEqual(OperatorSource source) => Read(source, Relation.Equal);

    public static Operator? ReadNotEqual(OperatorSource source) => Read(source, Relation.NotEqual);

    public static Operator? ReadLess(OperatorSource source) => Read(source, Relation.Less);

    public static Operator? ReadLessEqual(OperatorSource source) => Read(source, Relation.LessEqual);

    public static Operator? ReadGreater(OperatorSource source) => Read(source, Relation.Greater);

    public static Operator? ReadGreaterEqual(OperatorSource source) => Read(source, Relation.GreaterEqual);

    private static Operator? Read(OperatorSource source, Relation relation)
    {
        var comparison = new Comparison(relation);
        ElementType left = source.Inputs[0]!.Element, right = source.Inputs[1]!.Element, output = source.Outputs[0].Element;
        if (left != right || output != ElementType.Bool)
        {
            return source.Refuse(
                $"{comparison.Name} from {left.DisplayName()} and {right.DisplayName()} to {output.DisplayName()} is not supported; "
                + "two tensors of one type are compared, the result is bool");
        }

        return BroadcastShapes.Agree(source) ? comparison : null;
    }
}
