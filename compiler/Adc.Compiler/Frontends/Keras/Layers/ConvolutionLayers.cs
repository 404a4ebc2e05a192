using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Kernels that slide over images [batch, height, width, channels].</summary>
internal static class ConvolutionLayers
{
    /// <summary>Kernel [height, width, depth, outputs].</summary>
    public static TensorId ReadConv2D(KerasLayer layer)
    {
        KerasArray kernel = layer.Weight(0, rank: 4);
        Shape images = layer.Images;
        (int height, int width, int depth, int outputs) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2], kernel.Shape[3]);
        if (depth == 0 || images[3] % depth != 0)
        {
            throw new KerasRefusalException($"its kernel [{string.Join(",", kernel.Shape)}] does not fit the input {images}");
        }

        TensorId weights = layer.Graph.Constant($"{layer.Name}/kernel", Shape.Of(outputs, height, width, depth), LastFirst(kernel));
        return Slide(layer, window => new Conv2D(window), height, width, outputs, weights);
    }

    /// <summary>Kernel [height, width, channels, multiplier], whose last two axes together are the outputs already.</summary>
    public static TensorId ReadDepthwise(KerasLayer layer)
    {
        KerasArray kernel = layer.Weight(0, rank: 4);
        (int height, int width, int outputs) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2] * kernel.Shape[3]);
        if (kernel.Shape[2] != layer.Images[3])
        {
            throw new KerasRefusalException($"its kernel [{string.Join(",", kernel.Shape)}] does not fit the input {layer.Images}");
        }

        TensorId weights = layer.Graph.Constant($"{layer.Name}/kernel", Shape.Of(1, height, width, outputs), kernel.Values);
        return Slide(layer, window => new DepthwiseConv2D(window), height, width, outputs, weights);
    }

    /// <summary>A depthwise kernel, then one of 1 x 1 [1, 1, channels * multiplier, outputs]; bias and activation belong to the second.</summary>
    public static TensorId ReadSeparable(KerasLayer layer)
    {
        KerasArray depthwise = layer.Weight(0, rank: 4), pointwise = layer.Weight(1, rank: 4);
        (int height, int width, int channels) = (depthwise.Shape[0], depthwise.Shape[1], depthwise.Shape[2] * depthwise.Shape[3]);
        Shape images = layer.Images;
        if (depthwise.Shape[2] != images[3] || !pointwise.Shape.Take(3).SequenceEqual([1, 1, channels]))
        {
            throw new KerasRefusalException(
                $"its kernels [{string.Join(",", depthwise.Shape)}] and [{string.Join(",", pointwise.Shape)}] do not fit the input {images}");
        }

        Window window = Windows.Read(layer, "strides", (1, 1), dilates: true);
        Shape between = Windows.Output(images, window, height, width, channels);
        TensorId kernel = layer.Graph.Constant($"{layer.Name}/depthwise_kernel", Shape.Of(1, height, width, channels), depthwise.Values);
        TensorId apart = layer.Add(new DepthwiseConv2D(window), between, layer.Input, kernel, TensorId.None);
        int outputs = pointwise.Shape[3];
        TensorId weights = layer.Graph.Constant($"{layer.Name}/pointwise_kernel", Shape.Of(outputs, 1, 1, channels), LastFirst(pointwise));
        TensorId sum = layer.Add(new Conv2D(new Window(Padding.Valid)), between.WithLast(outputs), apart, weights, Biases.Read(layer, 2, outputs));
        return ActivationLayers.Apply(layer, sum, layer.Text("activation", "linear"));
    }

    /// <summary>Kernel [height, width, outputs, inputs].</summary>
    public static TensorId ReadTranspose(KerasLayer layer)
    {
        KerasArray kernel = layer.Weight(0, rank: 4);
        Shape images = layer.Images;
        (int height, int width, int outputs) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2]);
        if (kernel.Shape[3] != images[3] || layer.Pair("dilation_rate", 1) != (1, 1) || layer.Integers("output_padding") is not null)
        {
            throw new KerasRefusalException("its kernel does not fit the input, or it is dilated or padded at the output");
        }

        Window window = Windows.Read(layer, "strides", (1, 1));
        int Extent(int input, int stride, int taps) => (input * stride) + (window.Padding == Padding.Valid ? Math.Max(taps - stride, 0) : 0);
        Shape output = Shape.Of(images[0], Extent(images[1], window.StrideY, height), Extent(images[2], window.StrideX, width), outputs);
        TensorId shape = layer.Graph.Constant($"{layer.Name}/shape", Shape.Of(4), [.. output.Extents]);
        float[] values = new float[kernel.Values.Length];
        int inputs = images[3], taps = height * width;
        for (int i = 0; i < values.Length; i++)
        {
            // From [tap, output, input] to [output, tap, input].
            values[i] = kernel.Values[((((i / inputs % taps) * outputs) + (i / (inputs * taps))) * inputs) + (i % inputs)];
        }

        TensorId weights = layer.Graph.Constant($"{layer.Name}/kernel", Shape.Of(outputs, height, width, inputs), values);
        TensorId sum = layer.Add(new TransposeConv(window), output, shape, weights, layer.Input, Biases.Read(layer, 1, outputs));
        return ActivationLayers.Apply(layer, sum, layer.Text("activation", "linear"));
    }

    private static TensorId Slide(KerasLayer layer, Func<Window, Operator> @operator, int height, int width, int outputs, TensorId weights)
    {
        Window window = Windows.Read(layer, "strides", (1, 1), dilates: true);
        TensorId sum = layer.Add(
            @operator(window), Windows.Output(layer.Images, window, height, width, outputs), layer.Input, weights, Biases.Read(layer, 1, outputs));
        return ActivationLayers.Apply(layer, sum, layer.Text("activation", "linear"));
    }

    /// <summary>From [..., outputs] to [outputs, ...].</summary>
    public static float[] LastFirst(KerasArray kernel)
    {
        int outputs = kernel.Shape[^1], rest = kernel.Values.Length / Math.Max(1, outputs);
        float[] values = new float[kernel.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = kernel.Values[((i % rest) * outputs) + (i / rest)];
        }

        return values;
    }
}
