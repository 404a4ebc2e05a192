using System.Buffers.Binary;
using System.Text;

namespace Adc.Formats.Elf;

/// <summary>Reads 32-bit little-endian Arm executables. Every offset is checked; any bytes give a result, none an exception.</summary>
public static class ElfReader
{
    private const int FileHeaderSize = 52;
    private const int ProgramHeaderSize = 32;
    private const int SectionHeaderSize = 40;
    private const int SymbolSize = 16;

    private const ushort Executable = 2;
    private const ushort Arm = 40;
    private const uint Loadable = 1;
    private const ushort UndefinedSection = 0;

    // Longer names occur only in files made to exhaust memory: thousands of symbols may share one string.
    private const int LongestName = 1024;

    public static ElfReadResult Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            return new ElfReadResult(new Reading(file).Image(), null);
        }
        catch (MalformedElfException malformed)
        {
            return new ElfReadResult(null, malformed.Message);
        }
    }

    /// <summary>Unwinds from the place that found the problem to <see cref="Read"/>, and no further.</summary>
    private sealed class MalformedElfException(string message) : Exception(message);

    /// <summary>A section header as it stands in the file.</summary>
    private readonly record struct SectionHeader(uint Name, uint Type, uint Flags, uint Address, uint Offset, uint Size, uint Link);

    private readonly struct Reading(ReadOnlyMemory<byte> file)
    {
        public ElfImage Image()
        {
            ReadOnlySpan<byte> header = Slice(0, FileHeaderSize, "the file header").Span;
            CheckIdentity(header);
            List<SectionHeader> headers = SectionHeaders(header);
            return new ElfImage(Word(header, 24), Segments(header), Sections(headers, Half(header, 50)), Symbols(headers));
        }

        private static void CheckIdentity(ReadOnlySpan<byte> header)
        {
            Require(header[..4].SequenceEqual("\u007fELF"u8), "the file is not an ELF file");
            Require(header[4] == 1 && header[5] == 1, "the file is not 32-bit little-endian");
            Require(Half(header, 18) == Arm, $"the file is for machine {Half(header, 18)}, not for Arm ({Arm})");
            Require(Half(header, 16) == Executable, "the file is not a linked executable");
        }

        private List<ElfSegment> Segments(ReadOnlySpan<byte> header)
        {
            uint offset = Word(header, 28);
            int count = Half(header, 44);
            if (count == 0)
            {
                return [];
            }

            Require(Half(header, 42) == ProgramHeaderSize, "program headers have an unknown size");
            ReadOnlySpan<byte> table = Slice(offset, (long)count * ProgramHeaderSize, "the program headers").Span;
            var segments = new List<ElfSegment>();
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> entry = table.Slice(i * ProgramHeaderSize, ProgramHeaderSize);
                if (Word(entry, 0) == Loadable)
                {
                    segments.Add(Segment(entry, i));
                }
            }

            return segments;
        }

        private ElfSegment Segment(ReadOnlySpan<byte> entry, int index)
        {
            uint virtualAddress = Word(entry, 8);
            uint physicalAddress = Word(entry, 12);
            uint sizeInFile = Word(entry, 16);
            uint sizeInMemory = Word(entry, 20);
            Require(sizeInFile <= sizeInMemory, $"segment {index} is larger in the file than in memory");
            Require(
                (ulong)virtualAddress + sizeInMemory <= 1UL << 32 && (ulong)physicalAddress + sizeInFile <= 1UL << 32,
                $"segment {index} reaches beyond 32-bit addresses");
            ReadOnlyMemory<byte> data = sizeInFile == 0 ? default : Slice(Word(entry, 4), sizeInFile, $"segment {index}");
            return new ElfSegment(physicalAddress, virtualAddress, sizeInMemory, data);
        }

        private List<SectionHeader> SectionHeaders(ReadOnlySpan<byte> header)
        {
            uint offset = Word(header, 32);
            int count = Half(header, 48);
            if (count == 0)
            {
                return [];
            }

            Require(Half(header, 46) == SectionHeaderSize, "section headers have an unknown size");
            ReadOnlySpan<byte> table = Slice(offset, (long)count * SectionHeaderSize, "the section headers").Span;
            var headers = new List<SectionHeader>(count);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> entry = table.Slice(i * SectionHeaderSize, SectionHeaderSize);
                headers.Add(new SectionHeader(
                    Word(entry, 0), Word(entry, 4), Word(entry, 8), Word(entry, 12), Word(entry, 16), Word(entry, 20), Word(entry, 24)));
            }

            return headers;
        }

        private List<ElfSection> Sections(List<SectionHeader> headers, int namesIndex)
        {
            if (headers.Count == 0)
            {
                return [];
            }

            ReadOnlyMemory<byte> names = Strings(headers, (uint)namesIndex, "the section names");
            var sections = new List<ElfSection>(headers.Count);
            for (int i = 1; i < headers.Count; i++)
            {
                SectionHeader header = headers[i];
                bool hasData = (ElfSectionType)header.Type is not ElfSectionType.NoBits && header.Size != 0;
                sections.Add(new ElfSection(
                    Name(names, header.Name, $"section {i}"), (ElfSectionType)header.Type, (ElfSectionFlags)header.Flags,
                    header.Address, header.Size, hasData ? Slice(header.Offset, header.Size, $"section {i}") : default));
            }

            return sections;
        }

        private List<ElfSymbol> Symbols(List<SectionHeader> headers)
        {
            int count = headers.Count(header => (ElfSectionType)header.Type == ElfSectionType.Symbols);
            Require(count <= 1, "the file has more than one symbol table");
            if (count == 0)
            {
                return [];
            }

            SectionHeader header = headers.Find(header => (ElfSectionType)header.Type == ElfSectionType.Symbols);
            Require(header.Size % SymbolSize == 0, "the symbol table ends inside a symbol");
            ReadOnlyMemory<byte> names = Strings(headers, header.Link, "the symbol names");
            ReadOnlySpan<byte> table = Slice(header.Offset, header.Size, "the symbol table").Span;
            var symbols = new List<ElfSymbol>(table.Length / SymbolSize);
            for (int offset = 0; offset < table.Length; offset += SymbolSize)
            {
                ReadOnlySpan<byte> entry = table.Slice(offset, SymbolSize);
                if (Half(entry, 14) != UndefinedSection)
                {
                    symbols.Add(new ElfSymbol(
                        Name(names, Word(entry, 0), $"symbol {offset / SymbolSize}"), Word(entry, 4), Word(entry, 8),
                        (ElfSymbolType)(entry[12] & 15), (ElfSymbolBinding)(entry[12] >> 4)));
                }
            }

            return symbols;
        }

        private ReadOnlyMemory<byte> Strings(List<SectionHeader> headers, uint index, string what)
        {
            Require(index < headers.Count, $"{what} are in section {index}, which does not exist");
            SectionHeader header = headers[(int)index];
            Require((ElfSectionType)header.Type == ElfSectionType.Strings, $"{what} are in section {index}, which holds no strings");
            return Slice(header.Offset, header.Size, what);
        }

        private static string Name(ReadOnlyMemory<byte> names, uint offset, string owner)
        {
            Require(offset < names.Length, $"the name of {owner} lies outside the names");
            ReadOnlySpan<byte> rest = names.Span[(int)offset..];
            int length = rest[..Math.Min(rest.Length, LongestName + 1)].IndexOf((byte)0);
            Require(length >= 0, $"the name of {owner} does not end");
            return Encoding.UTF8.GetString(rest[..length]);
        }

        private ReadOnlyMemory<byte> Slice(uint offset, long size, string what)
        {
            Require(offset + size <= file.Length, $"{what} would end at byte {offset + size:N0}, but the file has {file.Length:N0}");
            return file.Slice((int)offset, (int)size);
        }

        private static void Require(bool condition, string problem)
        {
            if (!condition)
            {
                throw new MalformedElfException(problem);
            }
        }

        private static ushort Half(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

        private static uint Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
    }
}
