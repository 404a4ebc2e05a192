using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Windows over sequences [batch, steps, channels], which are images of one row.</summary>
internal static class SequenceLayers
{
    public static TensorId ReadAverage(KerasLayer layer) => Pool(layer, Pooling.Average);

    public static TensorId ReadMax(KerasLayer layer) => Pool(layer, Pooling.Max);

    /// <summary>Kernel [steps, depth, outputs]. Padding 'causal' pads only in front.</summary>
    public static TensorId ReadConv1D(KerasLayer layer)
    {
        KerasArray kernel = layer.Weight(0, rank: 3);
        Shape sequence = layer.Sequences;
        (int steps, int depth, int outputs) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2]);
        if (steps == 0 || depth == 0 || sequence[2] % depth != 0)
        {
            throw new KerasRefusalException($"its kernel [{string.Join(",", kernel.Shape)}] does not fit the input {sequence}");
        }

        int stride = layer.Integer("strides", 1), dilation = layer.Integer("dilation_rate", 1);
        bool isCausal = layer.Text("padding", "valid") == "causal";
        Window window = Windows.Of(isCausal ? "valid" : layer.Text("padding", "valid"), 1, stride, 1, dilation);
        Shape row = Shape.Of(sequence[0], 1, sequence[1], sequence[2]);
        TensorId image = layer.Add(new Reshape(), row, layer.Input);
        if (isCausal)
        {
            int before = (int)Math.Min((steps - 1) * (long)dilation, int.MaxValue / 2);
            TensorId amounts = layer.Graph.Constant($"{layer.Name}/padding", Shape.Of(4, 2), [0, 0, 0, 0, before, 0, 0, 0]);
            row = Shape.Of(row[0], 1, row[2] + before, row[3]);
            image = layer.Add(new Pad(), row, image, amounts);
        }

        TensorId weights = layer.Graph.Constant($"{layer.Name}/kernel", Shape.Of(outputs, 1, steps, depth), ConvolutionLayers.LastFirst(kernel));
        Shape output = Windows.Output(row, window, 1, steps, outputs);
        TensorId sum = Sequence(layer, layer.Add(new Conv2D(window), output, image, weights, Biases.Read(layer, 1, outputs)));
        return ActivationLayers.Apply(layer, sum, layer.Text("activation", "linear"));
    }

    private static TensorId Pool(KerasLayer layer, Pooling pooling)
    {
        Shape sequence = layer.Sequences, row = Shape.Of(sequence[0], 1, sequence[1], sequence[2]);
        int steps = layer.Integer("pool_size", 2);
        Window window = Windows.Of(layer.Text("padding", "valid"), 1, layer.Integer("strides", steps), 1, 1);
        TensorId image = layer.Add(new Reshape(), row, layer.Input);
        return Sequence(layer, layer.Add(new Pool2D(pooling, window, 1, steps), Windows.Output(row, window, 1, steps, row[3]), image));
    }

    private static TensorId Sequence(KerasLayer layer, TensorId image)
    {
        Shape row = layer.Graph.ShapeOf(image);
        return layer.Add(new Reshape(), Shape.Of(row[0], row[2], row[3]), image);
    }
}
