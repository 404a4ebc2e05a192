using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class ReshapeReader
{
    /// <summary>SQUEEZE drops axes of extent 1; the elements stay where they are.</summary>
    public static Operator? ReadSqueeze(OperatorSource source) => WithoutOnes(source) ? Read(source) : null;

    /// <summary>EXPAND_DIMS adds an axis of extent 1; the elements stay where they are.</summary>
    public static Operator? ReadExpandDims(OperatorSource source) => WithoutOnes(source) ? Read(source) : null;

    // The file's own new_shape option is ignored, as TensorFlow Lite ignores it: the output's static shape counts.
    public static Operator? Read(OperatorSource source)
    {
        Shape from = source.Inputs[0]!.Shape, to = source.Outputs[0].Shape;
        return from.ElementCount == to.ElementCount
            ? new Reshape()
            : source.Contradiction($"{source.Name} turns {from.ElementCount:N0} elements of {from} into {to.ElementCount:N0} of {to}");
    }

    private static bool WithoutOnes(OperatorSource source)
    {
        Shape from = source.Inputs[0]!.Shape, to = source.Outputs[0].Shape;
        if (from.Extents.Where(extent => extent != 1).SequenceEqual(to.Extents.Where(extent => extent != 1)))
        {
            return true;
        }

        source.Contradiction($"{source.Name} cannot turn {from} into {to}");
        return false;
    }
}
