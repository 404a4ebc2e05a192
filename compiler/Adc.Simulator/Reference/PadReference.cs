using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>Elements of the input where there are any, else the value to pad with.</summary>
internal static class PadReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape;
        int[]? paddings = IndexedElements.Numbers(call.OptionalInput(1));
        if (call.CommonElement is null || paddings is null || !Margins.Fit(shape, paddings, call.Output.Shape))
        {
            return null;
        }

        ReadOnlyMemory<byte> around = call.OptionalInput(2) is TensorValue value ? value.Data.Bytes : IndexedElements.Zero(call.Output);
        return IndexedElements.Collect(
            call.Output, index => IndexedElements.At(input, [.. index.Select((position, axis) => position - paddings[2 * axis])]) ?? around);
    }
}
