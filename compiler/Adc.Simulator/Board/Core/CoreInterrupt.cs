namespace Adc.Simulator.Board.Core;

/// <summary>What Unicorn reports to its interrupt hook, by its numbers.</summary>
internal enum CoreInterrupt
{
    None = -1,
    SupervisorCall = 2,
    PrefetchAbort = 3,
    DataAbort = 4,
    Breakpoint = 7,
    ExceptionReturn = 8,
    NoCoprocessor = 17,
    StackLimit = 19,
    Unaligned = 22,
}
