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
        ["ActivityRegularization"] = Nothing,
        ["Add"] = MergingLayers.ReadAdd,
        ["AlphaDropout"] = Nothing,
        ["Average"] = MergingLayers.ReadAverage,
        ["AveragePooling1D"] = SequenceLayers.ReadAverage,
        ["AveragePooling2D"] = PoolingLayers.ReadAverage,
        ["BatchNormalization"] = NormalizationLayers.Read,
        ["Concatenate"] = MergingLayers.ReadConcatenate,
        ["Conv1D"] = SequenceLayers.ReadConv1D,
        ["Conv2D"] = ConvolutionLayers.ReadConv2D,
        ["Conv2DTranspose"] = ConvolutionLayers.ReadTranspose,
        ["Cropping2D"] = ShapeLayers.ReadCropping,
        ["Dense"] = DenseLayers.Read,
        ["DepthwiseConv2D"] = ConvolutionLayers.ReadDepthwise,
        ["Dropout"] = Nothing,
        ["ELU"] = ActivationLayers.ReadElu,
        ["Flatten"] = ShapeLayers.ReadFlatten,
        ["GaussianDropout"] = Nothing,
        ["GaussianNoise"] = Nothing,
        ["GlobalAveragePooling1D"] = PoolingLayers.ReadGlobalAverage1D,
        ["GlobalAveragePooling2D"] = PoolingLayers.ReadGlobalAverage,
        ["GlobalMaxPooling1D"] = PoolingLayers.ReadGlobalMax1D,
        ["GlobalMaxPooling2D"] = PoolingLayers.ReadGlobalMax,
        ["LeakyReLU"] = ActivationLayers.ReadLeakyRelu,
        ["MaxPooling1D"] = SequenceLayers.ReadMax,
        ["MaxPooling2D"] = PoolingLayers.ReadMax,
        ["Maximum"] = MergingLayers.ReadMaximum,
        ["Minimum"] = MergingLayers.ReadMinimum,
        ["Multiply"] = MergingLayers.ReadMultiply,
        ["PReLU"] = ActivationLayers.ReadPrelu,
        ["Permute"] = ShapeLayers.ReadPermute,
        ["ReLU"] = ActivationLayers.ReadRelu,
        ["Rescaling"] = NormalizationLayers.ReadRescaling,
        ["Reshape"] = ShapeLayers.ReadReshape,
        ["SeparableConv2D"] = ConvolutionLayers.ReadSeparable,
        ["Softmax"] = ActivationLayers.ReadSoftmax,
        ["SpatialDropout1D"] = Nothing,
        ["SpatialDropout2D"] = Nothing,
        ["Subtract"] = MergingLayers.ReadSubtract,
        ["UpSampling2D"] = ResizingLayers.ReadUpSampling,
        ["ZeroPadding2D"] = ShapeLayers.ReadZeroPadding,
    };

    /// <summary>What only matters in training.</summary>
    private static TensorId Nothing(KerasLayer layer) => layer.Input;
}
