using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board.Exceptions;

/// <summary>A fault that a handler has not returned from.</summary>
/// <param name="Exception">The exception that it was taken as, or none when the core locked up.</param>
/// <param name="Description">What happened, for people.</param>
internal sealed record FaultReport(CoreFault Fault, int Exception, string Description);
