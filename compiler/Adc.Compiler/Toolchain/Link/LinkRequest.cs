namespace Adc.Compiler.Toolchain.Link;

/// <summary>What a host can ask; firmware/app/device.c tells the bodies.</summary>
internal enum LinkRequest : byte
{
    Hello = 1,
    Text,
    Port,
    Write,
    ResetState,
    Invoke,
    Layer,
    Read,
    Restart,
    Vector,
}

/// <summary>How the board takes a request.</summary>
internal enum LinkStatus : byte
{
    Done,
    UnknownRequest,
    BadBody,
    NoSession,
    ModelFailed,
}

/// <summary>Which text is asked for.</summary>
internal enum LinkText : byte
{
    Model,
    Compiler,
    Board,
    Layer,
}
