using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>Rules about operands that are lists of numbers, such as axes and paddings, and about axes in options.</summary>
internal static class OperandShapes
{
    /// <summary>True when an operand is int32 or int64 and has one of the given shapes; else reports it.</summary>
    /// <param name="role">What the operand is: "paddings".</param>
    public static bool AreNumbers(OperatorSource source, int index, string role, params Shape[] shapes)
    {
        TensorType operand = source.Inputs[index]!;
        if (operand.Element is not (ElementType.Int32 or ElementType.Int64))
        {
            source.Refuse($"{source.Name} with {role} of type {operand.Element.DisplayName()} is not supported; int32 and int64 are");
            return false;
        }

        if (!shapes.Contains(operand.Shape))
        {
            source.Contradiction($"{source.Name} needs {role} {shapes[0]}, found {operand.Shape}");
            return false;
        }

        return true;
    }

    /// <summary>A number of the file for each axis, or for the first so many axes.</summary>
    public static bool AreNumbersPerAxis(OperatorSource source, int index, string role, int axes) =>
        AreNumbers(source, index, role, Shape.Of(axes));

    /// <summary>An axis of the file as one of a tensor with so many axes, or null (and a diagnostic) when there is none.</summary>
    public static int? Axis(OperatorSource source, int inFile, int rank)
    {
        long axis = inFile < 0 ? (long)inFile + rank : inFile;
        if (axis >= 0 && axis < rank)
        {
            return (int)axis;
        }

        source.Contradiction($"{source.Name} works along axis {inFile} of a tensor with {rank} axes");
        return null;
    }
}
