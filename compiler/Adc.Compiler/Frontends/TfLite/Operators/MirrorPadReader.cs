using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class MirrorPadReader
{
    public static Operator? Read(OperatorSource source)
    {
        Shape input = source.Inputs[0]!.Shape, output = source.Outputs[0].Shape;
        if (!OperandShapes.AreNumbers(source, 1, "paddings", Shape.Of(input.Rank, 2)))
        {
            return null;
        }

        return input.Rank == output.Rank
            ? new MirrorPad(source.Options(new MirrorPadOptions(TfLiteMirrorPadMode.Reflect)).Mode == TfLiteMirrorPadMode.Symmetric)
            : source.Contradiction($"{source.Name} cannot turn {input} into {output}");
    }
}
