using Adc.Compiler.Ir;

namespace Adc.Simulator.Reference;

/// <summary>scale * (q - zero point) in float32, per tensor or per slice.</summary>
internal static class DequantizeReference
{
    public static ConstantData? Evaluate(Invocation call)
    {
        TensorValue input = call.Input(0);
        bool typesFit = IntegerElements.Holds(input.Type.Element) && call.Output.Element == ElementType.Float32;
        if (!typesFit || input.Type.Quantization is not { } from)
        {
            return null;
        }

        if (from.IsPerChannel && (from.Axis >= input.Type.Shape.Rank || from.Scales.Count != input.Type.Shape[from.Axis]))
        {
            return null;
        }

        int[] values = IntegerElements.Read(input);
        var reals = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int slice = from.IsPerChannel ? SliceOf(i, input.Type.Shape, from.Axis) : 0;
            reals[i] = (float)((double)from.Scales[slice] * ((long)values[i] - from.ZeroPoints[slice]));
        }

        return ConstantData.Of<float>(reals);
    }

    private static int SliceOf(int index, Shape shape, int axis)
    {
        int inner = 1;
        for (int i = axis + 1; i < shape.Rank; i++)
        {
            inner *= shape[i];
        }

        return index / inner % shape[axis];
    }
}
