namespace Adc.Compiler.Configuration;

public enum FirmwareApp
{
    None,

    /// <summary>Runs the test vectors and prints PASS or FAIL.</summary>
    SelfTest,

    /// <summary>The self-test with cycle counts.</summary>
    Bench,

    /// <summary>The self-test, then a server that a host asks over the serial line.</summary>
    Device,
}

public enum CToolchain
{
    None,
    Gcc,
    Llvm,
}

public enum COptimization
{
    O1,
    O2,
    O3,
    Os,
}

/// <summary>How results leave the board.</summary>
public enum ResultChannel
{
    None,
    Vcom,
    Swo,
    Rtt,
}
