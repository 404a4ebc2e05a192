using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>The average or the greatest of what lies under a window, then the activation. Scale and zero point stay as they are.</summary>
internal static class Pool2DReference
{
    public static ConstantData? Evaluate(Pool2D @operator, Invocation call)
    {
        return ShapesFit(@operator, call.Input(0).Type.Shape, call.Output.Shape)
            ? call.CommonElement switch
            {
                ElementType.Float32 => OfReals(@operator, call),
                ElementType.Int8 or ElementType.Int16 when call.PerTensor is var (before, after) && before == after => OfIntegers(@operator, call),
                _ => null,
            }
            : null;
    }

    public static bool ShapesFit(Pool2D @operator, Shape from, Shape to) =>
        from.Rank == 4 && to.Rank == 4 && from[0] == to[0] && from[3] == to[3] && from.ElementCount > 0
        && @operator.Vertical(from).Output == to[1] && @operator.Horizontal(from).Output == to[2];

    private static ConstantData OfReals(Pool2D @operator, Invocation call)
    {
        (float low, float high) = @operator.Activation.Range();
        return ConstantData.Of<float>([.. Windows(@operator, call, call.Input(0).Data.ToArray<float>()).Select(window =>
        {
            float sum = 0;
            foreach (float real in window)
            {
                sum += real;
            }

            return Math.Clamp(@operator.Pooling == Pooling.Average ? sum / window.Count : window.Max(), low, high);
        })]);
    }

    private static ConstantData OfIntegers(Pool2D @operator, Invocation call)
    {
        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);
        return IntegerElements.Write(call.Output.Element, [.. Windows(@operator, call, IntegerElements.Read(call.Input(0))).Select(window =>
            Math.Min(Math.Max(@operator.Pooling == Pooling.Average ? Average(window) : window.Max(), low), high))]);
    }

    // Ties away from zero, of the stored numbers: the zero point is not taken off.
    private static int Average(List<int> window)
    {
        int sum = window.Sum(), half = window.Count / 2;
        return (sum > 0 ? sum + half : sum - half) / window.Count;
    }

    /// <summary>The elements under the window of each output, row by row.</summary>
    private static IEnumerable<List<T>> Windows<T>(Pool2D @operator, Invocation call, T[] elements)
    {
        Shape from = call.Input(0).Type.Shape, to = call.Output.Shape;
        WindowAxis vertical = @operator.Vertical(from), horizontal = @operator.Horizontal(from);
        for (int i = 0; i < to.ElementCount; i++)
        {
            int channel = i % to[3], x = i / to[3] % to[2], y = i / to[3] / to[2] % to[1], batch = i / to[3] / to[2] / to[1];
            long top = ((long)y * vertical.Stride) - vertical.Before, left = ((long)x * horizontal.Stride) - horizontal.Before;
            List<T> window = [];
            for (long row = Math.Max(0, top); row < Math.Min(from[1], top + vertical.Kernel); row++)
            {
                for (long column = Math.Max(0, left); column < Math.Min(from[2], left + horizontal.Kernel); column++)
                {
                    window.Add(elements[(((((batch * from[1]) + row) * from[2]) + column) * from[3]) + channel]);
                }
            }

            yield return window;
        }
    }
}
