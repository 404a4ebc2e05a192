using System.Numerics;
using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>Kernels that slide over one channel each, the bias, then the activation. Beyond the edges lie real zeros.</summary>
internal static class DepthwiseConv2DReference
{
    private const int ChannelAxis = 3;

    public static ConstantData? Evaluate(DepthwiseConv2D @operator, Invocation call)
    {
        TensorType input = call.Input(0).Type, weights = call.Input(1).Type, output = call.Output;
        TensorType? bias = call.OptionalInput(2)?.Type;
        if (!ShapesFit(@operator, input.Shape, weights.Shape, bias?.Shape, output.Shape))
        {
            return null;
        }

        return ConvolutionQuantization.AreFloat32(input, weights, bias, output) ? OfReals(@operator, call)
            : ConvolutionQuantization.IsQuantized(ElementType.Int8, input, weights, output, ChannelAxis) && bias?.Element is null or ElementType.Int32
                ? OfInt8(@operator, call)
            : ConvolutionQuantization.IsQuantized(ElementType.Int16, input, weights, output, ChannelAxis) && bias?.Element is null or ElementType.Int64
                ? OfInt16(@operator, call)
            : null;
    }

    public static bool ShapesFit(DepthwiseConv2D @operator, Shape input, Shape weights, Shape? bias, Shape output) =>
        input.Rank == 4 && weights.Rank == 4 && output.Rank == 4 && weights[0] == 1 && input.ElementCount > 0 && weights.ElementCount > 0
        && input[0] == output[0] && output[3] == weights[3] && weights[3] % input[3] == 0 && (bias is null || bias.ElementCount == weights[3])
        && @operator.Vertical(input, weights).Output == output[1]
        && @operator.Horizontal(input, weights).Output == output[2];

    private static ConstantData OfReals(DepthwiseConv2D @operator, Invocation call)
    {
        float[] sums = Sums(@operator, call, call.Input(0).Data.ToArray<float>(), call.Input(1).Data.ToArray<float>());
        float[]? bias = call.OptionalInput(2)?.Data.ToArray<float>();
        (float low, float high) = @operator.Activation.Range();
        int channels = call.Output.Shape[3];
        return ConstantData.Of<float>([.. sums.Select((sum, i) => Math.Clamp(sum + (bias?[i % channels] ?? 0), low, high))]);
    }

    private static ConstantData OfInt8(DepthwiseConv2D @operator, Invocation call)
    {
        int channels = call.Output.Shape[3], inputZero = call.Input(0).Type.Quantization!.ZeroPoint;
        Requantizer[] scales = Scales(call);
        int[] bias = call.OptionalInput(2)?.Data.ToArray<int>() ?? new int[channels];
        int[] sums = Sums(
            @operator, call,
            Array.ConvertAll(IntegerElements.Read(call.Input(0)), value => value - inputZero),
            IntegerElements.Read(call.Input(1)));
        return Finished(@operator, call, (i, channel) => scales[channel].ApplyElementwise(unchecked(sums[i] + bias[channel]), call.Rounding));
    }

    /// <summary>Sums of 64 bits, with a rounding of their own.</summary>
    private static ConstantData? OfInt16(DepthwiseConv2D @operator, Invocation call)
    {
        int channels = call.Output.Shape[3], inputZero = call.Input(0).Type.Quantization!.ZeroPoint;
        Requantizer[] scales = Scales(call);
        if (scales.Any(scale => !scale.ServesWide))
        {
            return null;
        }

        long[] bias = call.OptionalInput(2)?.Data.ToArray<long>() ?? new long[channels];
        long[] sums = Sums(
            @operator, call,
            Array.ConvertAll(IntegerElements.Read(call.Input(0)), value => (long)value - inputZero),
            Array.ConvertAll(IntegerElements.Read(call.Input(1)), weight => (long)weight));
        return Finished(@operator, call, (i, channel) => scales[channel].ApplyWide(unchecked(sums[i] + bias[channel])));
    }

    private static Requantizer[] Scales(Invocation call) => ConvolutionQuantization.Requantizers(
        call.Input(0).Type.Quantization!, call.Input(1).Type.Quantization!, call.Output.Quantization!, call.Output.Shape[3]);

    /// <param name="scaled">The sum of an output, by index and channel, in steps of the output.</param>
    private static ConstantData Finished(DepthwiseConv2D @operator, Invocation call, Func<int, int, int> scaled)
    {
        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);
        int channels = call.Output.Shape[3], zero = call.Output.Quantization!.ZeroPoint;
        return IntegerElements.Write(call.Output.Element, [.. Enumerable.Range(0, call.Output.Shape.ElementCount)
            .Select(i => (int)Math.Min(Math.Max((long)scaled(i, i % channels) + zero, low), high))]);
    }

    /// <summary>The sum of products of each output, without the bias.</summary>
    private static T[] Sums<T>(DepthwiseConv2D @operator, Invocation call, T[] input, T[] weights)
        where T : struct, INumber<T>
    {
        Shape from = call.Input(0).Type.Shape, kernel = call.Input(1).Type.Shape, to = call.Output.Shape;
        WindowAxis vertical = @operator.Vertical(from, kernel), horizontal = @operator.Horizontal(from, kernel);
        int multiplier = to[3] / from[3];
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
                    if (row >= 0 && row < from[1] && column >= 0 && column < from[2])
                    {
                        long at = (((((batch * from[1]) + row) * from[2]) + column) * from[3]) + (channel / multiplier);
                        sum += input[at] * weights[(((ky * kernel[2]) + kx) * to[3]) + channel];
                    }
                }
            }

            sums[i] = sum;
        }

        return sums;
    }
}
