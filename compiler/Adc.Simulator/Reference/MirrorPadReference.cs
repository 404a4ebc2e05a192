using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>An index that leaves the input by some steps enters it again by as many.</summary>
internal static class MirrorPadReference
{
    public static ConstantData? Evaluate(MirrorPad @operator, Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape;
        int[]? paddings = IndexedElements.Numbers(call.OptionalInput(1));
        if (call.CommonElement is null || paddings is null || !Margins.Fit(shape, paddings, call.Output.Shape))
        {
            return null;
        }

        int repeated = @operator.RepeatsEdge ? 1 : 0;
        int Mirrored(int position, int extent) =>
            position < 0 ? -position - repeated : position >= extent ? (2 * (extent - 1)) - position + repeated : position;
        return IndexedElements.Collect(
            call.Output,
            index => IndexedElements.At(input, [.. index.Select((position, axis) => Mirrored(position - paddings[2 * axis], shape[axis]))]));
    }
}
