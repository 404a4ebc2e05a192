using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Simulator.Reference;

/// <summary>A weight matrix times every row of the input, plus the bias, then the activation.</summary>
internal static class FullyConnectedReference
{
    public static ConstantData? Evaluate(FullyConnected @operator, Invocation call)
    {
        TensorType input = call.Input(0).Type, weights = call.Input(1).Type;
        TensorType? bias = call.OptionalInput(2)?.Type;
        if (!ShapesFit(input.Shape, weights.Shape, bias?.Shape, call.Output.Shape))
        {
            return null;
        }

        return IsFloat32(input, weights, bias, call.Output) ? OfReals(@operator, call)
            : IsInt8(input, weights, bias, call.Output) || IsWideOutput(@operator, input, weights, bias, call.Output) ? OfIntegers(@operator, call)
            : ConvolutionQuantization.IsQuantized(ElementType.Int16, input, weights, call.Output, 0) && bias?.Element is null or ElementType.Int32 or ElementType.Int64
                ? OfInt16(@operator, call, IsWide(bias?.Element, call.Rounding))
            : null;
    }

    public static bool ShapesFit(Shape input, Shape weights, Shape? bias, Shape output) =>
        weights.Rank == 2 && weights[1] > 0
        && input.ElementCount % weights[1] == 0
        && (bias is null || bias.ElementCount == weights[0])
        && output.ElementCount == input.ElementCount / weights[1] * weights[0];

    /// <summary>The sums as int32 with fractional bits.</summary>
    private static bool IsWideOutput(FullyConnected @operator, TensorType input, TensorType weights, TensorType? bias, TensorType output) =>
        @operator.NarrowOutput is not null && output is { Element: ElementType.Int32, Quantization.IsPerChannel: false }
        && IsInt8(input, weights, bias, output with { Element = ElementType.Int8 });

    public static bool IsInt8(TensorType input, TensorType weights, TensorType? bias, TensorType output) =>
        new[] { input, weights, output }.All(type => type.Element == ElementType.Int8 && type.Quantization is not null)
        && !input.Quantization!.IsPerChannel && !output.Quantization!.IsPerChannel
        && bias?.Element is null or ElementType.Int32
        && (!weights.Quantization!.IsPerChannel
            || (weights.Quantization.Axis == 0 && weights.Quantization.Scales.Count == weights.Shape[0]));

    /// <summary>The factor from a sum of products to the output's scale, one per output channel.</summary>
    /// <remarks>
    /// With one weight scale the product of scales is rounded to float32, saturating; with one per channel it is kept in double.
    /// </remarks>
    public static Requantizer[] Requantizers(Quantization input, Quantization weights, Quantization output, int channels) =>
        [.. Enumerable.Range(0, channels).Select(channel => Requantizer.Of(weights.IsPerChannel
            ? (double)input.Scale * weights.Scales[channel] / output.Scale
            : (double)Math.Min(input.Scale * weights.Scale, float.MaxValue) / output.Scale))];

    private static bool IsFloat32(TensorType input, TensorType weights, TensorType? bias, TensorType output) =>
        new[] { input, weights, bias ?? input, output }.All(type => type.Element == ElementType.Float32);

    private static ConstantData OfReals(FullyConnected @operator, Invocation call)
    {
        float[] input = call.Input(0).Data.ToArray<float>(), weights = call.Input(1).Data.ToArray<float>();
        float[]? bias = call.OptionalInput(2)?.Data.ToArray<float>();
        int depth = call.Input(1).Type.Shape[1], channels = call.Input(1).Type.Shape[0], rows = input.Length / depth;
        (float low, float high) = @operator.Activation.Range();
        var output = new float[rows * channels];
        for (int row = 0; row < rows; row++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                float sum = 0;
                for (int i = 0; i < depth; i++)
                {
                    sum += input[(row * depth) + i] * weights[(channel * depth) + i];
                }

                output[(row * channels) + channel] = Math.Clamp(sum + (bias?[channel] ?? 0), low, high);
            }
        }

        return ConstantData.Of<float>(output);
    }

    private static ConstantData OfIntegers(FullyConnected @operator, Invocation call)
    {
        sbyte[] input = call.Input(0).Data.ToArray<sbyte>(), weights = call.Input(1).Data.ToArray<sbyte>();
        int[]? bias = call.OptionalInput(2)?.Data.ToArray<int>();
        int depth = call.Input(1).Type.Shape[1], channels = call.Input(1).Type.Shape[0], rows = input.Length / depth;
        Quantization from = call.Input(0).Type.Quantization!, by = call.Input(1).Type.Quantization!, to = call.Output.Quantization!;
        Requantizer[] scales = Requantizers(from, by, to, channels);
        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);
        var output = new int[rows * channels];
        for (int row = 0; row < rows; row++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                int weightZero = by.ZeroPoints[by.IsPerChannel ? channel : 0];
                int sum = bias?[channel] ?? 0;
                for (int i = 0; i < depth; i++)
                {
                    sum = unchecked(sum + ((input[(row * depth) + i] - from.ZeroPoint) * (weights[(channel * depth) + i] - weightZero)));
                }

                long scaled = scales[channel].Apply(sum, call.Rounding);
                output[(row * channels) + channel] = (int)Math.Min(Math.Max(scaled + to.ZeroPoint, low), high);
            }
        }

        return IntegerElements.Write(call.Output.Element, output);
    }

    /// <summary>True when int16 activations are summed in 64 bits: as the bias is, and without one everywhere but on hosts.</summary>
    private static bool IsWide(ElementType? bias, Rounding rounding) =>
        bias == ElementType.Int64 || (bias is null && rounding != Rounding.Tflite);

    private static ConstantData? OfInt16(FullyConnected @operator, Invocation call, bool isWide)
    {
        short[] input = call.Input(0).Data.ToArray<short>();
        sbyte[] weights = call.Input(1).Data.ToArray<sbyte>();
        int depth = call.Input(1).Type.Shape[1], channels = call.Input(1).Type.Shape[0];
        long[] bias = call.OptionalInput(2) switch
        {
            null => new long[channels],
            { Type.Element: ElementType.Int64 } values => values.Data.ToArray<long>(),
            { } values => Array.ConvertAll(values.Data.ToArray<int>(), value => (long)value),
        };
        Quantization from = call.Input(0).Type.Quantization!, to = call.Output.Quantization!;
        Requantizer[] scales = Requantizers(from, call.Input(1).Type.Quantization!, to, channels);
        if (isWide && scales.Any(scale => !scale.ServesWide))
        {
            return null;
        }

        (int low, int high) = ActivationRange.Quantized(@operator.Activation, call.Output);
        var output = new short[input.Length / depth * channels];
        for (int i = 0; i < output.Length; i++)
        {
            int channel = i % channels, row = i / channels;
            long sum = bias[channel];
            for (int d = 0; d < depth; d++)
            {
                sum += (input[(row * depth) + d] - (long)from.ZeroPoint) * weights[(channel * depth) + d];
            }

            // The host library rounds sums of 32 bits once here, as found by experiment.
            Rounding rounding = call.Rounding == Rounding.Tflite ? Rounding.Single : call.Rounding;
            long scaled = isWide ? scales[channel].ApplyWide(sum) : scales[channel].Apply(unchecked((int)sum), rounding);
            output[i] = (short)Math.Min(Math.Max(scaled + to.ZeroPoint, low), high);
        }

        return ConstantData.Of<short>(output);
    }
}
