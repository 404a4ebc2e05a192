using Adc.Compiler.Frontends.Keras.Layers;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Frontends.Keras;

/// <summary>Adds one layer to the graph and returns its output.</summary>
internal delegate TensorId KerasLayerReader(KerasLayer layer);

/// <summary>Every Keras layer that the frontend reads, one row each. Input layers are the frontend's own.</summary>
internal static class KerasLayers
{
    public static IReadOnlyDictionary<string, KerasLayerReader> All { get; } = new SortedDictionary<string, KerasLayerReader>(StringComparer.Ordinal)
    {
        ["Activation"] = ActivationLayers.ReadActivation,
        ["Add"] = MergingLayers.ReadAdd,
        ["AveragePooling2D"] = PoolingLayers.ReadAverage,
        ["BatchNormalization"] = NormalizationLayers.Read,
        ["Concatenate"] = MergingLayers.ReadConcatenate,
        ["Conv2D"] = ConvolutionLayers.ReadConv2D,
        ["Conv2DTranspose"] = ConvolutionLayers.ReadTranspose,
        ["Dense"] = DenseLayers.Read,
        ["DepthwiseConv2D"] = ConvolutionLayers.ReadDepthwise,
        ["Dropout"] = layer => layer.Input,
        ["Flatten"] = ShapeLayers.ReadFlatten,
        ["GlobalAveragePooling2D"] = PoolingLayers.ReadGlobalAverage,
        ["GlobalMaxPooling2D"] = PoolingLayers.ReadGlobalMax,
        ["LeakyReLU"] = ActivationLayers.ReadLeakyRelu,
        ["MaxPooling2D"] = PoolingLayers.ReadMax,
        ["Multiply"] = MergingLayers.ReadMultiply,
        ["ReLU"] = ActivationLayers.ReadRelu,
        ["Reshape"] = ShapeLayers.ReadReshape,
        ["Softmax"] = ActivationLayers.ReadSoftmax,
        ["ZeroPadding2D"] = ShapeLayers.ReadZeroPadding,
    };
}
