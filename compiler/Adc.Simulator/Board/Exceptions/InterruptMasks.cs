namespace Adc.Simulator.Board.Exceptions;

/// <summary>The core's own masks, which only instructions change.</summary>
internal readonly record struct InterruptMasks(uint Primask, uint Basepri, uint Faultmask);
