namespace Adc.Formats.TfLite;

/// <summary>Options of an operator, typed as in the schema.</summary>
public abstract record TfLiteOptions;

/// <summary>An options table of a kind that adc has no record for.</summary>
/// <param name="UnionType">Value of the schema's BuiltinOptions union.</param>
public sealed record UnknownOptions(int UnionType) : TfLiteOptions;

public enum TfLiteActivation
{
    None = 0,
    Relu = 1,
    ReluN1To1 = 2,
    Relu6 = 3,
    Tanh = 4,
    SignBit = 5,
}

public enum TfLitePadding
{
    Same = 0,
    Valid = 1,
}

public enum TfLiteWeightsFormat
{
    Default = 0,
    Shuffled4x16Int8 = 1,
}

public sealed record FullyConnectedOptions(
    TfLiteActivation Activation,
    TfLiteWeightsFormat WeightsFormat = TfLiteWeightsFormat.Default,
    bool KeepDimensions = false,
    bool AsymmetricQuantizeInputs = false) : TfLiteOptions;

public sealed record Conv2DOptions(
    TfLitePadding Padding, int StrideW, int StrideH, TfLiteActivation Activation, int DilationW = 1, int DilationH = 1) : TfLiteOptions;

public sealed record DepthwiseConv2DOptions(
    TfLitePadding Padding, int StrideW, int StrideH, int DepthMultiplier, TfLiteActivation Activation, int DilationW = 1, int DilationH = 1) : TfLiteOptions;

public sealed record Pool2DOptions(
    TfLitePadding Padding, int StrideW, int StrideH, int FilterWidth, int FilterHeight, TfLiteActivation Activation) : TfLiteOptions;

public sealed record AddOptions(TfLiteActivation Activation, bool PotScaleInt16 = true) : TfLiteOptions;

public sealed record SoftmaxOptions(float Beta) : TfLiteOptions;

public sealed record ReshapeOptions(IReadOnlyList<int>? NewShape) : TfLiteOptions;

public sealed record ShapeOptions(TfLiteTensorType OutType) : TfLiteOptions;

public sealed record StridedSliceOptions(
    int BeginMask, int EndMask, int EllipsisMask, int NewAxisMask, int ShrinkAxisMask, bool Offset = false) : TfLiteOptions;

public sealed record PackOptions(int ValuesCount, int Axis) : TfLiteOptions;

public sealed record QuantizeOptions : TfLiteOptions;

public sealed record DequantizeOptions : TfLiteOptions;
