using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Stacks the inputs along a new axis; a negative axis counts from the end of the output's shape.</summary>
internal static class PackReference
{
    public static ConstantData? Evaluate(Pack @operator, Invocation call)
    {
        Shape shape = call.Input(0).Type.Shape;
        int axis = @operator.Axis < 0 ? @operator.Axis + shape.Rank + 1 : @operator.Axis;
        bool alike = call.Inputs.All(input => input is not null && input.Type.Element == call.Output.Element && input.Type.Shape == shape);
        if (!alike || axis < 0 || axis > shape.Rank || call.Output.Shape.ElementCount != call.Inputs.Count * shape.ElementCount)
        {
            return null;
        }

        int blockBytes = call.Output.Element.SizeInBytes() * shape.Extents.Skip(axis).Aggregate(1, (product, extent) => product * extent);
        int blocks = shape.Extents.Take(axis).Aggregate(1, (product, extent) => product * extent);
        var packed = new List<byte>(call.Output.SizeInBytes);
        for (int block = 0; block < blocks; block++)
        {
            foreach (TensorValue? input in call.Inputs)
            {
                packed.AddRange(input!.Data.Bytes.Span.Slice(block * blockBytes, blockBytes));
            }
        }

        return new ConstantData(packed.ToArray());
    }
}
