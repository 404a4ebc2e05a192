namespace Adc.Compiler.Targets;

/// <summary>The serial connection from EUSART0 through the board's debugger to the host.</summary>
/// <param name="Enable">Pin that must be driven high to connect the debugger, if the board has one.</param>
public sealed record Vcom(Pin Tx, Pin Rx, Pin? Cts = null, Pin? Rts = null, Pin? Enable = null);
