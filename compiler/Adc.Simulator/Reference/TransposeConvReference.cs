using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Every input is scattered, times the kernel, over the outputs; then the bias and the activation.</summary>
internal static class TransposeConvReference
{
    public static ConstantData? Evaluate(TransposeConv @operator, Invocation call)
    {
        TensorType weights = call.Input(1).Type, input = call.Input(2).Type, output = call.Output;
        TensorType? bias = call.OptionalInput(3)?.Type;
        if (!ShapesFit(@operator.Window, input.Shape, weights.Shape, bias?.Shape, output.Shape))
        {
            return null;
        }

        return ConvolutionQuantization.AreFloat32(input, weights, bias, output) ? OfReals(@operator, call)
            : ConvolutionQuantization.IsQuantized(ElementType.Int8, input, weights, output, 0) && bias?.Element is null or ElementType.Int32 ? OfIntegers(@operator, call)
            : null;
    }

    private static bool ShapesFit(Window window, Shape input, Shape weights, Shape? bias, Shape output) =>
        input.Rank == 4 && weights.Rank == 4 && output.Rank == 4 && !weights.Extents.Contains(0)
        && input[0] == output[0] && input[3] == weights[3] && output[3] == weights[0] && (bias is null || bias.ElementCount == weights[0])
        && window.Vertical(output[1], weights[1]).Output == input[1]
        && window.Horizontal(output[2], weights[2]).Output == input[2];

    private static ConstantData OfReals(TransposeConv @operator, Invocation call)
    {
        float[] sums = Sums(@operator.Window, call, call.Input(2).Data.ToArray<float>(), call.Input(1).Data.ToArray<float>());
        float[]? bias = call.OptionalInput(3)?.Data.ToArray<float>();
        (float low, float high) = @operator.Activation.Range();
        int channels = call.Output.Shape[3];
        return ConstantData.Of<float>([.. sums.Select((sum, i) => Math.Clamp(sum + (bias?[i % channels] ?? 0), low, high))]);
    }

    private static ConstantData OfIntegers(TransposeConv @operator, Invocation call)
    {
        Quantization from = call.Input(2).Type.Quantization!, by = call.Input(1).Type.Quantization!, to = call.Output.Quantization!;
        int channels = call.Output.Shape[3];
        Requantizer[] scales = ConvolutionQuantization.Requantizers(from, by, to, channels);
        int[] bias = call.OptionalInput(3)?.Data.ToArray<int>() ?? new int[channels];
        long[] sums = Sums(
            @operator.Window, call,
            Array.ConvertAll(IntegerElements.Read(call.Input(2)), value => (long)value - from.ZeroPoint),
            Array.ConvertAll(IntegerElements.Read(call.Input(1)), weight => (long)weight));
        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);
        return IntegerElements.Write(call.Output.Element, [.. sums.Select((sum, i) =>
        {
            long scaled = scales[i % channels].ApplyElementwise(unchecked((int)(sum + bias[i % channels])), call.Rounding);
            return (int)Math.Clamp(scaled + to.ZeroPoint, low, high);
        })]);
    }

    /// <summary>The sum of products of each output, without the bias.</summary>
    private static T[] Sums<T>(Window window, Invocation call, T[] input, T[] weights)
        where T : struct, INumber<T>
    {
        Shape kernel = call.Input(1).Type.Shape, from = call.Input(2).Type.Shape, to = call.Output.Shape;
        WindowAxis vertical = window.Vertical(to[1], kernel[1]), horizontal = window.Horizontal(to[2], kernel[2]);
        var sums = new T[to.ElementCount];
        for (int i = 0; i < input.Length; i++)
        {
            int d = i % from[3], x = i / from[3] % from[2], y = i / from[3] / from[2] % from[1], batch = i / from[3] / from[2] / from[1];
            for (int ky = 0; ky < kernel[1]; ky++)
            {
                long row = ((long)y * vertical.Stride) - vertical.Before + ky;
                for (int kx = 0; kx < kernel[2]; kx++)
                {
                    long column = ((long)x * horizontal.Stride) - horizontal.Before + kx;
                    if (row < 0 || row >= to[1] || column < 0 || column >= to[2])
                    {
                        continue;
                    }

                    int at = (int)((((((long)batch * to[1]) + row) * to[2]) + column) * to[3]);
                    for (int channel = 0; channel < to[3]; channel++)
                    {
                        sums[at + channel] += input[i] * weights[(((((channel * kernel[1]) + ky) * kernel[2]) + kx) * kernel[3]) + d];
                    }
                }
            }
        }

        return sums;
    }
}
