using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Frontends.Keras.Layers;

/// <summary>Images made larger by whole factors.</summary>
internal static class ResizingLayers
{
    /// <summary>Pixels are squares with their value in the middle, as in tf.image.resize; 'nearest' repeats them.</summary>
    public static TensorId ReadUpSampling(KerasLayer layer)
    {
        Shape images = layer.Images;
        (int height, int width) = layer.Pair("size", 2);
        Operator resize = layer.Text("interpolation", "nearest") switch
        {
            "nearest" => new ResizeNearestNeighbor(HalfPixelCenters: true),
            "bilinear" => new ResizeBilinear(HalfPixelCenters: true),
            string other => throw new KerasRefusalException($"its interpolation '{other}' is not supported; nearest and bilinear are"),
        };
        int Times(int extent, int factor) => (int)Math.Clamp((long)extent * factor, 0, int.MaxValue);
        Shape output = Shape.Of(images[0], Times(images[1], height), Times(images[2], width), images[3]);
        return layer.Add(resize, output, layer.Input, layer.Integers("size", output[1], output[2]));
    }
}
