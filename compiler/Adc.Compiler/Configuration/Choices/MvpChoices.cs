namespace Adc.Compiler.Configuration;

/// <summary>Whether layers beyond the accelerator's limits of size and stride are split.</summary>
public enum Tiling
{
    Auto,
    Never,
    Always,
}

/// <summary>For an optimisation that pays in some layers only.</summary>
public enum AutoOrOff
{
    Auto,
    Off,
}

public enum LoopOrder
{
    Auto,
    InputInner,
    InputOuter,
}

/// <summary>How register writes of a program are stored.</summary>
public enum ProgramCompression
{
    None,

    /// <summary>Equal programs are stored once.</summary>
    Dedupe,

    /// <summary>Only registers that change are written.</summary>
    Delta,
}

public enum ProgramPlacement
{
    Flash,
    Ram,
}

/// <summary>Where sums of products are formed.</summary>
public enum Accumulation
{
    Fp16,

    /// <summary>In half precision, block by block, to bound the error.</summary>
    Fp16Split,

    /// <summary>Exactly, on the core.</summary>
    CpuInt32,
}

/// <summary>What happens to a layer that the accelerator cannot run.</summary>
public enum Fallback
{
    Allow,
    Warn,
    Error,
}

/// <summary>Whether a program may read two words of RAM in one cycle.</summary>
public enum RamPorts
{
    Separate,
    Shared,
}

/// <summary>How the accelerator rounds a multiply-accumulate.</summary>
public enum MacRounding
{
    Fused,
    Twice,
}

/// <summary>How the accelerator rounds ties when it stores int8.</summary>
public enum StoreTies
{
    Even,
    Away,
}

/// <summary>What the core does while the accelerator runs.</summary>
public enum WaitMode
{
    Em1Wait,
    BusyPoll,
}
