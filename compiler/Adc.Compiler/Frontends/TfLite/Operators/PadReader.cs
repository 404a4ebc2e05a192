using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.TfLite.Operators;

/// <summary>PAD and PADV2, which differ in the third input alone.</summary>
internal static class PadReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (!OperandShapes.AreNumbers(source, 1, "paddings", Shape.Of(input.Rank, 2)))
        {
            return null;
        }

        if (source.Inputs.Count > 2 && source.Inputs[2] is TensorType value && value.Shape.ElementCount != 1)
        {
            return source.Contradiction($"{source.Name} needs one value to pad with, found {value.Shape}");
        }

        return input.Rank == output.Rank
            ? new Pad()
            : source.Contradiction($"{source.Name} cannot turn {input} into {output}");
    }
}
