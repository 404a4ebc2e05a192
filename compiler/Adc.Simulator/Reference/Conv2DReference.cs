using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Kernels that slide over images, the bias, then the activation. Beyond the edges lie real zeros.</summary>
internal static class Conv2DReference
{
    public static ConstantData? Evaluate(Conv2D @operator, Invocation call)
    {
        TensorType input = call.Input(0).Type, weights = call.Input(1).Type, output = call.Output;
        TensorType? bias = call.OptionalInput(2)?.Type;
        if (!ShapesFit(@operator.Window, input.Shape, weights.Shape, bias?.Shape, output.Shape))
        {
            return null;
        }

        return ConvolutionQuantization.AreFloat32(input, weights, bias, output) ? OfReals(@operator, call)
            : ConvolutionQuantization.IsQuantized(ElementType.Int8, input, weights, output, 0) && bias?.Element is null or ElementType.Int32
                ? OfIntegers(@operator, call, isWide: false)
            : ConvolutionQuantization.IsQuantized(ElementType.Int16, input, weights, output, 0) && bias?.Element is null or ElementType.Int32 or ElementType.Int64
                ? OfIntegers(@operator, call, IsWide(bias?.Element, call.Rounding))
            : null;
    }

    public static bool ShapesFit(Window window, Shape input, Shape weights, Shape? bias, Shape output) =>
        input.Rank == 4 && weights.Rank == 4 && output.Rank == 4 && !weights.Extents.Contains(0)
        && input[0] == output[0] && output[3] == weights[0] && (bias is null || bias.ElementCount == weights[0])
        && input[3] >= weights[3] && input[3] % weights[3] == 0 && weights[0] % (input[3] / weights[3]) == 0
        && window.Vertical(input[1], weights[1]).Output == output[1]
        && window.Horizontal(input[2], weights[2]).Output == output[2];

    /// <summary>True when int16 activations are summed in 64 bits: as the bias is, and without one for hosts alone.</summary>
    private static bool IsWide(ElementType? bias, Rounding rounding) =>
        bias == ElementType.Int64 || (bias is null && rounding != Rounding.Tflm);

    private static ConstantData OfReals(Conv2D @operator, Invocation call)
    {
        float[] sums = Sums(@operator.Window, call, call.Input(0).Data.ToArray<float>(), call.Input(1).Data.ToArray<float>());
        float[]? bias = call.OptionalInput(2)?.Data.ToArray<float>();
        (float low, float high) = @operator.Activation.Range();
        int channels = call.Output.Shape[3];
        return ConstantData.Of<float>([.. sums.Select((sum, i) => Math.Clamp(sum + (bias?[i % channels] ?? 0), low, high))]);
    }

    private static ConstantData? OfIntegers(Conv2D @operator, Invocation call, bool isWide)
    {
        Quantization from = call.Input(0).Type.Quantization!, by = call.Input(1).Type.Quantization!, to = call.Output.Quantization!;
        int channels = call.Output.Shape[3];
        Requantizer[] scales = ConvolutionQuantization.Requantizers(from, by, to, channels);
        if (isWide && scales.Any(scale => !scale.ServesWide))
        {
            return null;
        }

        long[] bias = Bias(call.OptionalInput(2), channels);
        long[] sums = Sums(
            @operator.Window, call,
            Array.ConvertAll(IntegerElements.Read(call.Input(0)), value => (long)value - from.ZeroPoint),
            Array.ConvertAll(IntegerElements.Read(call.Input(1)), weight => (long)weight));
        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);

        // For hosts, int8 convolutions without groups are matrix products.
        bool isMatrixProduct = call.Output.Element == ElementType.Int8 && call.Input(0).Type.Shape[3] == call.Input(1).Type.Shape[3];
        int Scaled(long sum, Requantizer scale) => isWide ? scale.ApplyWide(sum)
            : isMatrixProduct ? scale.Apply(unchecked((int)sum), call.Rounding)
            : scale.ApplyElementwise(unchecked((int)sum), call.Rounding);
        return IntegerElements.Write(call.Output.Element, [.. sums.Select((sum, i) =>
            (int)Math.Clamp((long)Scaled(unchecked(sum + bias[i % channels]), scales[i % channels]) + to.ZeroPoint, low, high))]);
    }

    private static long[] Bias(TensorValue? bias, int channels) => bias switch
    {
        null => new long[channels],
        { Type.Element: ElementType.Int64 } => bias.Data.ToArray<long>(),
        _ => Array.ConvertAll(bias.Data.ToArray<int>(), value => (long)value),
    };

    /// <summary>The sum of products of each output, without the bias.</summary>
    private static T[] Sums<T>(Window window, Invocation call, T[] input, T[] weights)
        where T : struct, INumber<T>
    {
        Shape from = call.Input(0).Type.Shape, kernel = call.Input(1).Type.Shape, to = call.Output.Shape;
        WindowAxis vertical = window.Vertical(from[1], kernel[1]), horizontal = window.Horizontal(from[2], kernel[2]);
        int depth = kernel[3], groupSize = to[3] / (from[3] / depth);
        var sums = new T[to.ElementCount];
        for (int i = 0; i < sums.Length; i++)
        {
            int channel = i % to[3], x = i / to[3] % to[2], y = i / to[3] / to[2] % to[1], batch = i / to[3] / to[2] / to[1];
            T sum = T.Zero;
            for (int ky = 0; ky < kernel[1]; ky++)
            {
                long row = ((long)y * vertical.Stride) - vertical.Before + ((long)ky * vertical.Dilation);
                for (int kx = 0; kx < kernel[2]; kx++)
                {
                    long column = ((long)x * horizontal.Stride) - horizontal.Before + ((long)kx * horizontal.Dilation);
                    if (row < 0 || row >= from[1] || column < 0 || column >= from[2])
                    {
                        continue;
                    }

                    int at = (int)((((((long)batch * from[1]) + row) * from[2]) + column) * from[3]) + (channel / groupSize * depth);
                    int weight = ((((channel * kernel[1]) + ky) * kernel[2]) + kx) * depth;
                    for (int d = 0; d < depth; d++)
                    {
                        sum += input[at + d] * weights[weight + d];
                    }
                }
            }

            sums[i] = sum;
        }

        return sums;
    }
}
