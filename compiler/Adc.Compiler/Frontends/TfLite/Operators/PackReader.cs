using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class PackReader
{
    public static Operator? Read(OperatorSource source)
    {
        int rank = source.Outputs[0].Shape.Rank;
        PackOptions options = source.Options(new PackOptions(source.Inputs.Count, 0));
        int axis = options.Axis < 0 ? options.Axis + rank : options.Axis;
        if (axis < 0 || axis >= rank)
        {
            return source.Contradiction($"PACK stacks along axis {options.Axis} of an output with {rank} axes");
        }

        int missing = source.Inputs.Items.IndexOf(null);
        if (missing >= 0)
        {
            return source.Contradiction($"PACK lacks its input {missing}");
        }

        Shape input = source.Inputs[0]!.Shape;
        var packed = new Shape([.. input.Extents.Items.Insert(Math.Min(axis, input.Rank), source.Inputs.Count)]);
        if (source.Inputs.Any(other => other!.Shape != input) || source.Outputs[0].Shape != packed)
        {
            return source.Contradiction($"PACK of {source.Inputs.Count} tensors {input} cannot give {source.Outputs[0].Shape}");
        }

        return new Pack(axis);
    }
}
