using System.Collections.Immutable;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>The rule of operators on several operands: they are repeated along axes of extent 1, as numpy does.</summary>
internal static class BroadcastShapes
{
    /// <summary>True when all inputs broadcast to the output's shape; else reports the contradiction.</summary>
    public static bool Agree(OperatorSource source)
    {
        Shape[] operands = [.. source.Inputs.Select(input => input!.Shape)];
        if (Of(operands) == source.Outputs[0].Shape)
        {
            return true;
        }

        source.Contradiction($"operands of shapes {string.Join(" and ", operands.Select(shape => shape.ToString()))} do not broadcast to {source.Outputs[0].Shape}");
        return false;
    }

    /// <summary>True when the data inputs and the output have one element type; else refuses.</summary>
    public static bool ElementsAgree(OperatorSource source, int firstData = 0)
    {
        ElementType[] elements = [.. source.Inputs.Skip(firstData).Select(input => input!.Element), source.Outputs[0].Element];
        if (elements.Distinct().Count() == 1)
        {
            return true;
        }

        source.Refuse($"operands and output have different types ({string.Join(", ", elements.Select(element => element.DisplayName()))}); TensorFlow Lite wants one");
        return false;
    }

    // Null where two extents differ and neither is 1.
    private static Shape? Of(Shape[] operands)
    {
        int rank = operands.Max(shape => shape.Rank);
        var extents = ImmutableArray.CreateBuilder<int>(rank);
        for (int axis = 0; axis < rank; axis++)
        {
            int[] repeated = [.. operands.Where(shape => axis >= rank - shape.Rank).Select(shape => shape[axis - rank + shape.Rank])
                .Where(extent => extent != 1).Distinct()];
            if (repeated.Length > 1)
            {
                return null;
            }

            extents.Add(repeated.Length == 0 ? 1 : repeated[0]);
        }

        return new Shape(new Sequence<int>(extents.ToImmutable()));
    }
}
