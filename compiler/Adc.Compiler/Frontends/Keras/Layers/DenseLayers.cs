using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;
using Adc.Formats.Keras;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>A weight matrix times the last axis.</summary>
internal static class DenseLayers
{
    public static TensorId Read(KerasLayer layer)
    {
        KerasArray kernel = layer.Weight(0, rank: 2);
        (int inputs, int outputs) = (kernel.Shape[0], kernel.Shape[1]);
        if (layer.InputShape.Rank == 0 || layer.InputShape.Extents[^1] != inputs)
        {
            throw new KerasRefusalException($"its kernel [{inputs},{outputs}] does not fit the input {layer.InputShape}");
        }

        float[] rows = new float[kernel.Values.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = kernel.Values[((i % inputs) * outputs) + (i / inputs)];
        }

        TensorId weights = layer.Graph.Constant($"{layer.Name}/kernel", Shape.Of(outputs, inputs), rows);
        TensorId sum = layer.Add(
            new FullyConnected(KeepDimensions: layer.InputShape.Rank > 2), layer.InputShape.WithLast(outputs),
            layer.Input, weights, Biases.Read(layer, 1, outputs));
        return ActivationLayers.Apply(layer, sum, layer.Text("activation", "linear"));
    }
}

/// <summary>The bias of layers that may have one.</summary>
internal static class Biases
{
    public static TensorId Read(KerasLayer layer, int index, int outputs)
    {
        if (!layer.Flag("use_bias", missing: true))
        {
            return TensorId.None;
        }

        KerasArray bias = layer.Weight(index, rank: 1);
        return bias.Values.Length == outputs
            ? layer.Graph.Constant($"{layer.Name}/bias", Shape.Of(outputs), bias.Values)
            : throw new KerasRefusalException($"it has {bias.Values.Length:N0} biases for {outputs:N0} outputs");
    }
}
