namespace Adc.Compiler.Configuration;

public enum ReferenceColumn
{
    Float,
    Int8,
    Mvp,

    /// <summary>The firmware on the emulated board.</summary>
    Board,
}

/// <summary>Which tensors the reference run records.</summary>
public enum RecordedTensors
{
    None,
    Outputs,
    All,
}

/// <summary>What a comparison outside its tolerance is.</summary>
public enum FailPolicy
{
    Error,
    Warn,
}
