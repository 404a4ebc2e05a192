namespace Adc.Compiler.Configuration;

/// <summary>How the range of a tensor is chosen from calibration rows.</summary>
public enum RangeMethod
{
    MinMax,
    Percentile,
    MeanSquaredError,
}

public enum EdgeType
{
    Int8,

    /// <summary>Code to quantize or dequantize is added at the edge of the model.</summary>
    Float32,
}

public enum BatchNormFolding
{
    /// <summary>Where it is exact.</summary>
    Auto,
    Never,
}
