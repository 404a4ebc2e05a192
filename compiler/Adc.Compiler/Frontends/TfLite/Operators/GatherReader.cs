using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.TfLite;

namespace Adc.Compiler.Frontends.TfLite.Operators;

internal static class GatherReader
{
    public static Operator? Read(OperatorSource source)
    {
        GatherOptions options = source.Options(new GatherOptions(0));
        Shape input = source.Inputs[0]!.Shape, indices = source.Inputs[1]!.Shape, output = source.Outputs[0].Shape;
        if (OperandShapes.Axis(source, options.Axis, input.Rank) is not int axis)
        {
            return null;
        }

        long batches = options.BatchDimensions < 0 ? (long)options.BatchDimensions + indices.Rank : options.BatchDimensions;
        bool batchesAgree = batches >= 0 && batches <= Math.Min(axis, indices.Rank)
            && input.Extents.Take((int)batches).SequenceEqual(indices.Extents.Take((int)batches));
        if (!batchesAgree)
        {
            return source.Contradiction($"GATHER along axis {axis} of {input} by {indices} cannot have {options.BatchDimensions} batch axes");
        }

        return output.Extents.SequenceEqual([.. input.Extents.Take(axis), .. indices.Extents.Skip((int)batches), .. input.Extents.Skip(axis + 1)])
            ? new Gather(axis, (int)batches)
            : source.Contradiction($"GATHER along axis {axis} of {input} by {indices} cannot give {output}");
    }
}
