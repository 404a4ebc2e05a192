using Adc.Formats.Elf;
using Adc.Tests.Support;

namespace Adc.Tests.Formats.Elf;

public sealed class ElfReaderTests
{
    [Fact]
    public void Reads_segments_sections_and_symbols()
    {
        ElfImage image = Read(ElfBytes.Write());
        Assert.Equal(0x0800_0001u, image.Entry);
        Assert.Equal(
            [(0x0800_0000u, 0x0800_0000u, 8u, 8), (0x0800_0008u, 0x2000_0000u, 4u, 4), (0x2000_0004u, 0x2000_0004u, 64u, 0)],
            image.Segments.Select(segment => (segment.PhysicalAddress, segment.VirtualAddress, segment.SizeInMemory, segment.Data.Length)));
        Assert.Equal(ElfBytes.Code, image.Segments[0].Data.ToArray());
        Assert.Equal(ElfBytes.Data, image.Segments[1].Data.ToArray());
        Assert.Equal([".text", ".bss", ".symtab", ".strtab", ".shstrtab"], image.Sections.Select(section => section.Name));
        Assert.Equal((ElfSectionType.NoBits, 64u, 0), (image.Sections[1].Type, image.Sections[1].Size, image.Sections[1].Data.Length));
        Assert.Equal(ElfSectionFlags.Allocated | ElfSectionFlags.Executable, image.Sections[0].Flags);
        Assert.Equal(
            [new ElfSymbol("main", 0x0800_0001, 4, ElfSymbolType.Function, ElfSymbolBinding.Global),
             new ElfSymbol("helper", 0x0800_0004, 4, ElfSymbolType.Object, ElfSymbolBinding.Local)],
            image.Symbols);
    }

    [Fact]
    public void Finds_symbols_by_name()
    {
        ElfImage image = Read(ElfBytes.Write());
        Assert.Equal(0x0800_0004u, image.FindSymbol("helper")?.Address);
        Assert.Null(image.FindSymbol("undefined"));
        Assert.Null(image.FindSymbol(".text"));
    }

    [Theory]
    [InlineData(0, 0x7E, "not an ELF file")]
    [InlineData(4, 2, "not 32-bit little-endian")]
    [InlineData(5, 2, "not 32-bit little-endian")]
    [InlineData(16, 1, "not a linked executable")]
    [InlineData(18, 62, "for machine 62")]
    [InlineData(42, 31, "program headers have an unknown size")]
    [InlineData(46, 39, "section headers have an unknown size")]
    [InlineData(44, 200, "the program headers would end at byte")]
    [InlineData(48, 200, "the section headers would end at byte")]
    [InlineData(50, 77, "section names are in section 77")]
    [InlineData(50, 1, "section names are in section 1, which holds no strings")]
    public void Says_what_is_wrong_with_the_header(int position, byte value, string problem)
    {
        byte[] file = ElfBytes.Write();
        file[position] = value;
        ElfReadResult result = ElfReader.Read(file);
        Assert.Null(result.Image);
        Assert.Contains(problem, result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_segments_that_leave_the_file_or_the_address_space()
    {
        byte[] file = ElfBytes.Write();
        int segment = BitConverter.ToInt32(file, ElfBytes.ProgramHeaderOffset);
        Assert.Contains("segment 0 would end at byte", Broken(segment + 4, 0xFFFF_FFF0), StringComparison.Ordinal);
        Assert.Contains("larger in the file than in memory", Broken(segment + 16, 9), StringComparison.Ordinal);
        Assert.Contains("beyond 32-bit addresses", Broken(segment + 8, 0xFFFF_FFFF), StringComparison.Ordinal);
        Assert.Contains("beyond 32-bit addresses", Broken(segment + 12, 0xFFFF_FFFF), StringComparison.Ordinal);

        string Broken(int position, uint value)
        {
            byte[] copy = [.. file];
            BitConverter.TryWriteBytes(copy.AsSpan(position), value);
            return ElfReader.Read(copy).Problem!;
        }
    }

    [Fact]
    public void Refuses_every_truncated_file()
    {
        // The section headers come last, so no prefix is whole.
        byte[] file = ElfBytes.Write();
        for (int length = 0; length < file.Length; length++)
        {
            ElfReadResult result = ElfReader.Read(file.AsMemory(0, length));
            Assert.True(result is { Image: null, Problem: not null }, $"{length} bytes");
        }
    }

    [Theory]
    [Seeds(20)]
    public void Answers_a_hundred_mutations_without_an_exception(int seed)
    {
        var random = new Random(seed);
        byte[] whole = ElfBytes.Write();
        for (int i = 0; i < 100; i++)
        {
            byte[] file = [.. whole];
            for (int change = random.Next(1, 8); change > 0; change--)
            {
                // Half of the changes hit headers, where they do most harm; half of the values are extreme.
                int position = random.Next(2) == 0 ? random.Next(ElfBytes.HeaderSize) : random.Next(file.Length);
                file[position] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(random.Next(2) * 255);
            }

            ElfReadResult result = ElfReader.Read(file);
            Assert.True(result.Image is null != result.Problem is null);
            if (result.Image is ElfImage image)
            {
                Assert.All(image.Segments, segment => Assert.True((uint)segment.Data.Length <= segment.SizeInMemory));
            }
        }
    }

    private static ElfImage Read(byte[] file)
    {
        ElfReadResult result = ElfReader.Read(file);
        Assert.Null(result.Problem);
        return result.Image!;
    }
}
