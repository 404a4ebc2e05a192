using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ConcatenationReader
{
    public static Operator? Read(OperatorSource source)
    {
        ConcatenationOptions options = source.Options(new ConcatenationOptions(0, TfLiteActivation.None));
        if (options.Activation != TfLiteActivation.None)
        {
            return source.Refuse($"CONCATENATION with fused {options.Activation} is not supported; no kernel of TensorFlow Lite has it");
        }

        Shape output = source.Outputs[0].Shape;
        if (OperandShapes.Axis(source, options.Axis, output.Rank) is not int axis)
        {
            return null;
        }

        int missing = source.Inputs.Items.IndexOf(null);
        if (missing >= 0)
        {
            return source.Contradiction($"CONCATENATION lacks its input {missing}");
        }

        bool Fits(Shape part) => part.Rank == output.Rank && Enumerable.Range(0, part.Rank).All(i => i == axis || part[i] == output[i]);
        return source.Inputs.All(part => Fits(part!.Shape)) && source.Inputs.Sum(part => (long)part!.Shape[axis]) == output[axis]
            ? new Concatenation(axis)
            : source.Contradiction(
                $"CONCATENATION along axis {axis} of {string.Join(", ", source.Inputs.Select(part => part!.Shape))} cannot give {output}");
    }
}
