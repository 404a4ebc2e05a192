using System.Globalization;

namespace Adc.Compiler.Targets;

/// <summary>What a chip says of itself in the three words from 0x0FE08004 on: PART, MEMINFO, MSIZE.</summary>
/// <param name="FamilyNumber">24 for the EFR32xG24.</param>
/// <param name="DeviceNumber">1310 for B310: the letter's place in the alphabet, from 0, and the three digits.</param>
public sealed record ChipIdentity(int FamilyNumber, int DeviceNumber, int FlashInKib, int RamInKib)
{
    public const uint Address = 0x0FE0_8004;

    public static ChipIdentity FromWords(uint part, uint memorySizes) =>
        new((int)(part >> 16 & 0x3F), (int)(part & 0xFFFF), (int)(memorySizes & 0xFFFF), (int)(memorySizes >> 16 & 0x7FF));

    /// <summary>Whether it can be this part. The encoding of the device number is not documented, so family and memories decide.</summary>
    public bool CanBe(Part part) => (FamilyNumber, FlashInKib, RamInKib) == (part.Family.Number, part.FlashInKib, part.RamInKib);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"an EFR32xG{FamilyNumber} with {FlashInKib} KiB of flash and {RamInKib} KiB of RAM (device number {DeviceNumber})");
}
