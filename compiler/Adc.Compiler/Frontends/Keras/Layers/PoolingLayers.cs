using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Averages and greatest values under a window or over whole images.</summary>
internal static class PoolingLayers
{
    public static TensorId ReadAverage(KerasLayer layer) => Pool(layer, Pooling.Average);

    public static TensorId ReadMax(KerasLayer layer) => Pool(layer, Pooling.Max);

    public static TensorId ReadGlobalAverage(KerasLayer layer) => Global(layer, Reduction.Mean, layer.Images);

    public static TensorId ReadGlobalMax(KerasLayer layer) => Global(layer, Reduction.Max, layer.Images);

    public static TensorId ReadGlobalAverage1D(KerasLayer layer) => Global(layer, Reduction.Mean, layer.Sequences);

    public static TensorId ReadGlobalMax1D(KerasLayer layer) => Global(layer, Reduction.Max, layer.Sequences);

    private static TensorId Pool(KerasLayer layer, Pooling pooling)
    {
        (int height, int width) = layer.Pair("pool_size", 2);
        Window window = Windows.Read(layer, "strides", (height, width));
        return layer.Add(new Pool2D(pooling, window, height, width), Windows.Output(layer.Images, window, height, width, layer.Images[3]), layer.Input);
    }

    /// <summary>Reduces all axes between batch and channels.</summary>
    private static TensorId Global(KerasLayer layer, Reduction reduction, Shape input)
    {
        bool keeps = layer.Flag("keepdims", missing: false);
        int[] axes = [.. Enumerable.Range(1, input.Rank - 2)];
        int[] ones = keeps ? [.. axes.Select(_ => 1)] : [];
        return layer.Add(new Reduce(reduction, keeps), Shape.Of([input[0], .. ones, input[input.Rank - 1]]), layer.Input, layer.Integers("axes", axes));
    }
}
