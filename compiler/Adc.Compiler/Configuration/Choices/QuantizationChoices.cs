namespace Adc.Compiler.Configuration;

/// <summary>How the range of a tensor is chosen from calibration rows.</summary>
public enum RangeMethod
{
    MinMax,

    /// <summary>A share of the values lies inside.</summary>
    Percentile,

    /// <summary>The mean squared error of the values is least.</summary>
    Mse,
}

public enum EdgeType
{
    Int8,

    /// <summary>Code to quantize or dequantize is added at the edge of the model.</summary>
    Float32,
}

/// <summary>Between which layers magnitudes of weights are shared out; the float model computes the same either way.</summary>
public enum Equalization
{
    /// <summary>Dense layers that have a single weight scale each, which rows of unlike magnitude would waste.</summary>
    Auto,
    Never,

    /// <summary>Convolutions too.</summary>
    Always,
}

public enum BatchNormFolding
{
    /// <summary>Where it is exact.</summary>
    Auto,
    Never,
}
