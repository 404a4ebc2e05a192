namespace Adc.Formats.TfLite;

/// <summary>Options of an operator, typed as in the schema.</summary>
public abstract record TfLiteOptions;

/// <summary>An options table of a kind that adc has no record for.</summary>
/// <param name="UnionType">Value of the schema's BuiltinOptions union.</param>
/// <param name="HasFields">Whether the table holds more than defaults, which the record then does not tell.</param>
public sealed record UnknownOptions(int UnionType, bool HasFields = false) : TfLiteOptions;

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

/// <summary>Where the mirror stands: in the middle of the outermost element, or behind it.</summary>
public enum TfLiteMirrorPadMode
{
    Reflect = 0,
    Symmetric = 1,
}

public enum TfLiteWeightsFormat
{
    Default = 0,
    Shuffled4x16Int8 = 1,
}

/// <param name="QuantizedBiasType">Type of bias and accumulator; Float32, the schema's default, leaves the choice to the kernel.</param>
public sealed record FullyConnectedOptions(
    TfLiteActivation Activation,
    TfLiteWeightsFormat WeightsFormat = TfLiteWeightsFormat.Default,
    bool KeepDimensions = false,
    bool AsymmetricQuantizeInputs = false,
    TfLiteTensorType QuantizedBiasType = TfLiteTensorType.Float32) : TfLiteOptions;

/// <param name="QuantizedBiasType">Type of bias and accumulator; Float32, the schema's default, leaves the choice to the kernel.</param>
public sealed record Conv2DOptions(
    TfLitePadding Padding,
    int StrideW,
    int StrideH,
    TfLiteActivation Activation,
    int DilationW = 1,
    int DilationH = 1,
    TfLiteTensorType QuantizedBiasType = TfLiteTensorType.Float32) : TfLiteOptions;

public sealed record DepthwiseConv2DOptions(
    TfLitePadding Padding,
    int StrideW,
    int StrideH,
    int DepthMultiplier,
    TfLiteActivation Activation,
    int DilationW = 1,
    int DilationH = 1) : TfLiteOptions;

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

/// <param name="QuantizedBiasType">Type of bias and accumulator; Float32, the schema's default, leaves the choice to the kernel.</param>
public sealed record TransposeConvOptions(
    TfLitePadding Padding,
    int StrideW,
    int StrideH,
    TfLiteActivation Activation = TfLiteActivation.None,
    TfLiteTensorType QuantizedBiasType = TfLiteTensorType.Float32) : TfLiteOptions;

public sealed record SubOptions(TfLiteActivation Activation, bool PotScaleInt16 = true) : TfLiteOptions;

public sealed record MulOptions(TfLiteActivation Activation) : TfLiteOptions;

public sealed record DivOptions(TfLiteActivation Activation) : TfLiteOptions;

public sealed record MirrorPadOptions(TfLiteMirrorPadMode Mode) : TfLiteOptions;

public sealed record ConcatenationOptions(int Axis, TfLiteActivation Activation) : TfLiteOptions;

public sealed record L2NormOptions(TfLiteActivation Activation) : TfLiteOptions;

/// <summary>Of MEAN, SUM and the REDUCE operators.</summary>
public sealed record ReducerOptions(bool KeepDimensions) : TfLiteOptions;

public sealed record SqueezeOptions(IReadOnlyList<int>? Dimensions) : TfLiteOptions;

public sealed record SplitOptions(int SplitsCount) : TfLiteOptions;

public sealed record SplitVOptions(int SplitsCount) : TfLiteOptions;

public sealed record UnpackOptions(int Count, int Axis) : TfLiteOptions;

public sealed record GatherOptions(int Axis, int BatchDimensions = 0) : TfLiteOptions;

public sealed record CastOptions(TfLiteTensorType InputType, TfLiteTensorType OutputType) : TfLiteOptions;

public sealed record ArgMaxOptions(TfLiteTensorType OutputType) : TfLiteOptions;

public sealed record ArgMinOptions(TfLiteTensorType OutputType) : TfLiteOptions;

public sealed record LeakyReluOptions(float Alpha) : TfLiteOptions;

public sealed record GeluOptions(bool Approximate) : TfLiteOptions;

public sealed record SpaceToDepthOptions(int BlockSize) : TfLiteOptions;

public sealed record DepthToSpaceOptions(int BlockSize) : TfLiteOptions;

public sealed record ResizeBilinearOptions(bool AlignCorners, bool HalfPixelCenters) : TfLiteOptions;

public sealed record ResizeNearestNeighborOptions(bool AlignCorners, bool HalfPixelCenters) : TfLiteOptions;

public sealed record BatchMatMulOptions(bool AdjointX, bool AdjointY, bool AsymmetricQuantizeInputs = false) : TfLiteOptions;

public sealed record SvdfOptions(int Rank, TfLiteActivation Activation, bool AsymmetricQuantizeInputs = false) : TfLiteOptions;

/// <param name="Container">Groups names; mostly empty.</param>
/// <param name="SharedName">Two handles of one name are one variable.</param>
public sealed record VarHandleOptions(string Container, string SharedName) : TfLiteOptions;

public sealed record CallOnceOptions(int InitSubgraphIndex) : TfLiteOptions;

/// <param name="CellClip">Limit of the cell state; 0 for none.</param>
/// <param name="ProjectionClip">Limit of the projection, for layers that have one.</param>
/// <param name="IsTimeMajor">The time is the first axis, before the batch.</param>
/// <param name="HasDiagonalRecurrence">Recurrent weights are the diagonals of matrices.</param>
public sealed record UnidirectionalSequenceLstmOptions(
    TfLiteActivation Activation,
    float CellClip = 0,
    float ProjectionClip = 0,
    bool IsTimeMajor = false,
    bool AsymmetricQuantizeInputs = false,
    bool HasDiagonalRecurrence = false) : TfLiteOptions;
