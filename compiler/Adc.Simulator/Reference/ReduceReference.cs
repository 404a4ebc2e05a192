using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>The mean, the sum or the greatest of the elements along some axes.</summary>
internal static class ReduceReference
{
    public static ConstantData? Evaluate(Reduce @operator, Invocation call)
    {
        TensorValue input = call.Input(0), axes = call.Input(1);
        Shape shape = input.Type.Shape;
        bool fits = axes.Type.Element == ElementType.Int32 && shape.ElementCount > 0
            && Reduce.Reduced(shape, IntegerElements.Read(axes)) is { } reduced && @operator.InferOutput(shape, reduced) == call.Output.Shape;
        return fits
            ? call.CommonElement switch
            {
                ElementType.Float32 => OfReals(@operator.Reduction, Groups(call, input.Data.ToArray<float>())),
                ElementType.Int8 => OfIntegers(@operator, call),
                _ => null,
            }
            : null;
    }

    /// <summary>The elements that make each element of the output, both in memory order.</summary>
    private static List<T>[] Groups<T>(Invocation call, T[] elements)
    {
        Shape shape = call.Input(0).Type.Shape;
        Sequence<bool> reduced = Reduce.Reduced(shape, IntegerElements.Read(call.Input(1)))!;
        List<T>[] groups = [.. Enumerable.Range(0, call.Output.Shape.ElementCount).Select(_ => new List<T>())];
        for (int i = 0; i < elements.Length; i++)
        {
            // From the innermost axis outwards: the element's coordinate, and the weight of kept coordinates in the output.
            int rest = i, output = 0, weight = 1;
            for (int axis = shape.Rank - 1; axis >= 0; axis--)
            {
                int coordinate = rest % shape[axis];
                rest /= shape[axis];
                if (!reduced[axis])
                {
                    output += coordinate * weight;
                    weight *= shape[axis];
                }
            }

            groups[output].Add(elements[i]);
        }

        return groups;
    }

    private static ConstantData OfReals(Reduction reduction, List<float>[] groups) => ConstantData.Of<float>(Array.ConvertAll(groups, group =>
    {
        float sum = 0;
        foreach (float real in group)
        {
            sum += real;
        }

        return reduction switch { Reduction.Mean => sum / group.Count, Reduction.Sum => sum, _ => group.Max() };
    }));

    private static ConstantData? OfIntegers(Reduce @operator, Invocation call)
    {
        if (call.PerTensor is not var (from, to) || (@operator.Reduction == Reduction.Max && from != to))
        {
            return null;
        }

        List<int>[] groups = Groups(call, IntegerElements.Read(call.Input(0)));
        Func<List<int>, int> function = @operator.Reduction == Reduction.Max ? group => group.Max()
            : call.Rounding == Rounding.Tflite ? OfHosts(@operator, call, from, to)
            : group => Rescaled(@operator.Reduction, group, from, to, call.Rounding);
        return IntegerElements.Write(ElementType.Int8, Array.ConvertAll(groups, group => function(group)));
    }

    /// <summary>The sum of distances from the zero point, rescaled; a mean has its divisor inside the factor, whose mantissa is cut off.</summary>
    private static int Rescaled(Reduction reduction, List<int> group, Quantization from, Quantization to, Rounding rounding)
    {
        Requantizer scale = Requantizer.Of((double)from.Scale / to.Scale);
        if (reduction == Reduction.Mean)
        {
            int shift = Math.Min(BitOperations.Log2((uint)group.Count), 31 + scale.Exponent);
            scale = new Requantizer((int)(((long)scale.Mantissa << shift) / group.Count), scale.Exponent - shift);
        }

        long sum = unchecked(group.Sum() - (from.ZeroPoint * group.Count));
        return Saturated(scale.Apply((int)sum, rounding) + (long)to.ZeroPoint);
    }

    /// <summary>TensorFlow Lite 2.9 for hosts has a way of its own for each case.</summary>
    private static Func<List<int>, int> OfHosts(Reduce @operator, Invocation call, Quantization from, Quantization to)
    {
        int[] axes = IntegerElements.Read(call.Input(1));
        bool isMean = @operator.Reduction == Reduction.Mean;
        bool isOfImages = isMean && @operator.KeepDimensions && call.Input(0).Type.Shape.Rank == 4 && axes is [1, 2] or [2, 1];
        float scale = from.Scale / to.Scale;
        if (isOfImages)
        {
            // Rescaled first, divided then, each rounded.
            Requantizer factor = Requantizer.Of((double)from.Scale / to.Scale);
            return group => Saturated(Quotient(factor.Apply(unchecked(group.Sum() - (from.ZeroPoint * group.Count)), Rounding.Tflm), group.Count) + (long)to.ZeroPoint);
        }

        if (from == to)
        {
            // The mean is cut off, and the sum takes no notice of zero points nor of its width.
            return group => isMean ? group.Sum() / group.Count : unchecked((sbyte)group.Sum());
        }

        return group =>
        {
            float real = isMean ? (float)group.Sum() / group.Count : group.Sum();
            float bias = -from.ZeroPoint * scale * (isMean ? 1 : group.Count);
            float steps = MathF.Round((real * scale) + bias, MidpointRounding.AwayFromZero);
            return isMean ? (int)Math.Clamp(steps + to.ZeroPoint, sbyte.MinValue, sbyte.MaxValue) : unchecked((sbyte)(Converted(steps) + to.ZeroPoint));
        };
    }

    // Ties away from zero.
    private static int Quotient(int value, int divisor) => (value > 0 ? value + (divisor / 2) : value - (divisor / 2)) / divisor;

    // As the host's instruction does: what leaves 32 bits becomes the least number.
    private static int Converted(float steps) => steps is >= int.MinValue and < 2147483648f ? (int)steps : int.MinValue;

    private static int Saturated(long value) => (int)Math.Clamp(value, sbyte.MinValue, sbyte.MaxValue);
}
