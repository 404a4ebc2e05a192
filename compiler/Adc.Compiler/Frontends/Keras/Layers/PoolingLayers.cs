using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Averages and greatest values under a window or over whole images.</summary>
internal static class PoolingLayers
{
    public static TensorId ReadAverage(KerasLayer layer) => Pool(layer, Pooling.Average);

    public static TensorId ReadMax(KerasLayer layer) => Pool(layer, Pooling.Max);

    public static TensorId ReadGlobalAverage(KerasLayer layer) => Global(layer, Reduction.Mean);

    public static TensorId ReadGlobalMax(KerasLayer layer) => Global(layer, Reduction.Max);

    private static TensorId Pool(KerasLayer layer, Pooling pooling)
    {
        (int height, int width) = layer.Pair("pool_size", 2);
        Window window = Windows.Read(layer, "strides", (height, width));
        return layer.Add(new Pool2D(pooling, window, height, width), Windows.Output(layer.Images, window, height, width, layer.Images[3]), layer.Input);
    }

    private static TensorId Global(KerasLayer layer, Reduction reduction)
    {
        Shape images = layer.Images;
        bool keeps = layer.Flag("keepdims", missing: false);
        TensorId axes = layer.Graph.Constant($"{layer.Name}/axes", Shape.Of(2), [1, 2]);
        return layer.Add(new Reduce(reduction, keeps), keeps ? Shape.Of(images[0], 1, 1, images[3]) : Shape.Of(images[0], images[3]), layer.Input, axes);
    }
}
