namespace Adc.Compiler.Targets;

/// <summary>What all parts of one die have in common. Addresses are those of the secure alias.</summary>
/// <param name="Number">As the chip itself gives it: 24 for the EFR32xG24.</param>
/// <param name="ExternalInterrupts">Length of the vector table behind the sixteen entries of the core.</param>
/// <param name="MvpClockGateBit">Bit of CMU_CLKEN1.</param>
public sealed record PartFamily(
    string Name,
    int Number,
    uint FlashBase,
    uint RamBase,
    int FlashPageInBytes,
    int MaxClockInHz,
    int ExternalInterrupts,
    uint MvpBase,
    int MvpInterrupt,
    int MvpClockGateBit,
    int Eusart0RxInterrupt,
    int Eusart0TxInterrupt)
{
    public static PartFamily Xg24 { get; } = new(
        "EFR32xG24",
        Number: 24,
        FlashBase: 0x0800_0000,
        RamBase: 0x2000_0000,
        FlashPageInBytes: 8192,
        MaxClockInHz: 78_000_000,
        ExternalInterrupts: 76,
        MvpBase: 0x4D00_0000,
        MvpInterrupt: 15,
        MvpClockGateBit: 30,
        Eusart0RxInterrupt: 11,
        Eusart0TxInterrupt: 12);

    public static PartFamily Xg26 { get; } = Xg24 with
    {
        Name = "EFR32xG26",
        Number = 26,
        ExternalInterrupts = 93,
        MvpInterrupt = 28,
        Eusart0RxInterrupt = 20,
        Eusart0TxInterrupt = 21,
    };

    public static PartFamily Xg28 { get; } = Xg24 with
    {
        Name = "EFR32xG28",
        Number = 28,
        ExternalInterrupts = 79,
        MvpInterrupt = 78,
        MvpClockGateBit = 29,
    };
}
