using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The value everywhere.</summary>
internal static class FillReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue value = call.Input(1);
        bool fits = value.Type.Element == call.Output.Element && value.Type.Shape.ElementCount == 1
            && IndexedElements.Numbers(call.OptionalInput(0)) is int[] asked && asked.SequenceEqual(call.Output.Shape.Extents);
        return fits ? IndexedElements.Collect(call.Output, _ => value.Data.Bytes) : null;
    }
}
