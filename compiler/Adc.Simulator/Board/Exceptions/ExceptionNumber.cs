namespace Adc.Simulator.Board.Exceptions;

/// <summary>The architecture's exceptions by number; external interrupts follow from <see cref="FirstInterrupt"/>.</summary>
internal static class ExceptionNumber
{
    public const int None = 0;
    public const int NonMaskable = 2;
    public const int HardFault = 3;
    public const int MemoryManagement = 4;
    public const int BusFault = 5;
    public const int UsageFault = 6;
    public const int SecureFault = 7;
    public const int SupervisorCall = 11;
    public const int DebugMonitor = 12;
    public const int PendingService = 14;
    public const int SysTick = 15;
    public const int FirstInterrupt = 16;

    /// <summary>The xG26 has 93 external interrupts, its relatives fewer.</summary>
    public const int Count = FirstInterrupt + 93;

    public static bool IsFault(int exception) => exception is >= HardFault and <= SecureFault;

    public static string Name(int exception) => exception switch
    {
        NonMaskable => "NMI",
        HardFault => "HardFault",
        MemoryManagement => "MemManage",
        BusFault => "BusFault",
        UsageFault => "UsageFault",
        SecureFault => "SecureFault",
        SupervisorCall => "SVCall",
        DebugMonitor => "DebugMonitor",
        PendingService => "PendSV",
        SysTick => "SysTick",
        _ => $"interrupt {exception - FirstInterrupt}",
    };
}
