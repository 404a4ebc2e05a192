using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>The first index whose element no other one exceeds.</summary>
internal static class ArgMaxReference
{
    public static ConstantData? Evaluate(Invocation call) => Extreme(call, (candidate, best) => candidate > best);

    /// <summary>The last index along the axis at which an element beat all before it.</summary>
    internal static ConstantData? Extreme(Invocation call, Func<double, double, bool> beats)
    {
        TensorValue input = call.Input(0);
        Shape shape = input.Type.Shape;
        bool fits = input.Type.Element is ElementType.Float32 or ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32;
        if (!fits || IndexedElements.Axis(call.OptionalInput(1), shape.Rank) is not int axis || shape[axis] == 0
            || !call.Output.Shape.Extents.Items.SequenceEqual(shape.Extents.Items.RemoveAt(axis)))
        {
            return null;
        }

        double[] elements = input.Type.Element == ElementType.Float32
            ? Array.ConvertAll(input.Data.ToArray<float>(), element => (double)element)
            : Array.ConvertAll(IntegerElements.Read(input), element => (double)element);
        int step = shape.Extents.Skip(axis + 1).Aggregate(1, (product, extent) => product * extent);
        int[] indices = [.. IndexedElements.IndicesOf(call.Output.Shape).Select((_, number) =>
        {
            int start = (number / step * step * shape[axis]) + (number % step), best = 0;
            for (int i = 1; i < shape[axis]; i++)
            {
                best = beats(elements[start + (i * step)], elements[start + (best * step)]) ? i : best;
            }

            return best;
        })];
        return call.Output.Element switch
        {
            ElementType.Int32 => ConstantData.Of<int>(indices),
            ElementType.Int64 => ConstantData.Of<long>(Array.ConvertAll(indices, index => (long)index)),
            _ => null,
        };
    }
}
