using System.Buffers.Binary;

namespace Adc.Simulator.Board.Devices;

/// <summary>The factory's read-only page. What firmware does not look at is erased flash.</summary>
internal sealed record DeviceInformation(int FlashBytes, int RamBytes, int FamilyNumber, int DeviceNumber)
{
    public const uint Address = 0x0FE0_8000;
    public const int SizeInBytes = 0x400;

    /// <summary>Stands where chips have revision and checksum, so that firmware can tell this board from silicon.</summary>
    public const uint ModelMarker = 0x534D_4C30;

    private const uint FamilyMg = 1;
    private const uint PagesOf8KiB = 3;

    public void Write(Span<byte> page)
    {
        page.Fill(0xFF);
        Word(page, 0x00, ModelMarker);
        Word(page, 0x04, (FamilyMg << 24) | ((uint)FamilyNumber << 16) | (uint)DeviceNumber);
        Word(page, 0x08, ((uint)SizeInBytes << 16) | PagesOf8KiB);
        Word(page, 0x0C, (uint)(RamBytes / 1024) << 16 | (uint)(FlashBytes / 1024));
        Word(page, 0x48, 0xC0FF_EE01);
        Word(page, 0x4C, 0);

        // Calibration of the RC oscillator for 80 MHz.
        Word(page, 0x98, 0xDCF0_A23B);
    }

    private static void Word(Span<byte> page, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(page[offset..], value);
}
