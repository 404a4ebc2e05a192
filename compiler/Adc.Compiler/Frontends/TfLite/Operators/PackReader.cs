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

        if (source.Inputs.Any(input => input!.Shape != source.Inputs[0]!.Shape) || source.Outputs[0].Shape[axis] != source.Inputs.Count)
        {
            return source.Contradiction($"PACK of {source.Inputs.Count} tensors cannot give {source.Outputs[0].Shape}");
        }

        return new Pack(axis);
    }
}
