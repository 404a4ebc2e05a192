using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class UnpackReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape;
        if (OperandShapes.Axis(source, source.Options(new UnpackOptions(source.Outputs.Count, 0)).Axis, input.Rank) is not int axis)
        {
            return null;
        }

        var part = new Shape(new(input.Extents.Items.RemoveAt(axis)));
        return input[axis] == source.Outputs.Count && source.Outputs.All(output => output.Shape == part)
            ? new Unpack(axis)
            : source.Contradiction(
                $"UNPACK of {input} along axis {axis} cannot give {string.Join(", ", source.Outputs.Select(output => output.Shape))}");
    }
}
