using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Equal parts along the axis.</summary>
internal static class SplitReference
{
    public static IReadOnlyList<ConstantData>? Evaluate(Split _, Invocation call) => Parts(call, call.Input(1), call.OptionalInput(0));

    /// <summary>One part for each output, as large as the outputs say.</summary>
    internal static IReadOnlyList<ConstantData>? Parts(Invocation call, TensorValue input, TensorValue? axisOperand)
    {
        Shape shape = input.Type.Shape;
        if (IndexedElements.Axis(axisOperand, shape.Rank) is not int axis
            || call.Outputs.Any(part => part.Element != input.Type.Element || part.Shape.Rank != shape.Rank)
            || call.Outputs.Sum(part => (long)part.Shape[axis]) != shape[axis])
        {
            return null;
        }

        List<ConstantData> parts = [];
        int begin = 0;
        foreach (TensorType part in call.Outputs)
        {
            ConstantData? data = IndexedElements.Collect(part, index =>
            {
                index[axis] += begin;
                return IndexedElements.At(input, index);
            });
            if (data is null)
            {
                return null;
            }

            parts.Add(data);
            begin += part.Shape[axis];
        }

        return parts;
    }
}
