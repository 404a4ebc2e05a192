using System.Buffers.Binary;
using System.Text;

namespace Adc.Tests.Formats.Elf;

/// <summary>Writes a small Arm executable: two segments with content, one without, five sections, three symbols.</summary>
internal static class ElfBytes
{
    public const int HeaderSize = 52;
    public const int ProgramHeaderOffset = 28;
    public const int SectionHeaderOffset = 32;

    private const string SectionNames = "\0.text\0.bss\0.symtab\0.strtab\0.shstrtab\0";
    private const string SymbolNames = "\0main\0helper\0undefined\0";

    public static byte[] Code { get; } = [0x00, 0xBF, 0x70, 0x47, 1, 2, 3, 4];

    public static byte[] Data { get; } = [10, 20, 30, 40];

    public static byte[] Write()
    {
        var file = new MemoryStream();
        file.Write(new byte[HeaderSize]);
        uint code = Append(file, Code);
        uint data = Append(file, Data);
        uint symbols = Append(file, [
            .. new byte[16], .. Symbol("main", 0x0800_0001, 4, 1 << 4 | 2, 1), .. Symbol("helper", 0x0800_0004, 4, 0 << 4 | 1, 1),
            .. Symbol("undefined", 0, 0, 1 << 4, 0)]);
        uint symbolNames = Append(file, Encoding.UTF8.GetBytes(SymbolNames));
        uint sectionNames = Append(file, Encoding.UTF8.GetBytes(SectionNames));
        uint segments = Append(file, [
            .. Words(1, code, 0x0800_0000, 0x0800_0000, (uint)Code.Length, (uint)Code.Length, 5, 4),
            .. Words(1, data, 0x2000_0000, 0x0800_0008, (uint)Data.Length, (uint)Data.Length, 6, 4),
            .. Words(1, 0, 0x2000_0004, 0x2000_0004, 0, 64, 6, 4),
            .. Words(0x7000_0001, 0, 0, 0, 0, 0, 4, 4)]);
        uint sections = Append(file, [
            .. new byte[40],
            .. Section(".text", 1, 6, 0x0800_0000, code, (uint)Code.Length, 0),
            .. Section(".bss", 8, 3, 0x2000_0004, uint.MaxValue, 64, 0),
            .. Section(".symtab", 2, 0, 0, symbols, 64, 4),
            .. Section(".strtab", 3, 0, 0, symbolNames, (uint)SymbolNames.Length, 0),
            .. Section(".shstrtab", 3, 0, 0, sectionNames, (uint)SectionNames.Length, 0)]);

        byte[] bytes = file.ToArray();
        byte[] header =
        [
            0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 1, 1, .. new byte[9], .. Halves(2, 40), .. Words(1, 0x0800_0001, segments, sections, 0x0500_0400),
            .. Halves(HeaderSize, 32, 4, 40, 6, 5),
        ];
        header.CopyTo(bytes, 0);
        return bytes;
    }

    private static uint Append(MemoryStream file, byte[] content)
    {
        uint offset = (uint)file.Position;
        file.Write(content);
        file.Write(new byte[-content.Length & 3]);
        return offset;
    }

    private static byte[] Symbol(string name, uint address, uint size, int information, ushort section) =>
    [
        .. Words((uint)SymbolNames.IndexOf(name, StringComparison.Ordinal), address, size), (byte)information, 0, .. Halves(section),
    ];

    private static byte[] Section(string name, uint type, uint flags, uint address, uint offset, uint size, uint link) =>
        Words((uint)SectionNames.IndexOf(name, StringComparison.Ordinal), type, flags, address, offset, size, link, 0, 4, 0);

    private static byte[] Words(params uint[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }

    private static byte[] Halves(params ushort[] values)
    {
        byte[] bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
        }

        return bytes;
    }
}
