using System.Diagnostics;
using System.Globalization;
using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

public sealed class BoardLoadTests
{
    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Refuses_an_image_that_does_not_fit_into_flash()
    {
        ElfImage image = BoardImage.WithProgram("functions.c");
        BoardOptions small = BoardOptions.Default with { FlashBytes = 2048 };
        Assert.Contains("outside the flash of 2,048 bytes", EmulatedBoard.ProblemWith(image, small), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EmulatedBoard.Load(image, small));
        Assert.Null(EmulatedBoard.ProblemWith(image, BoardOptions.Default));
    }

    [Fact]
    public void Refuses_an_image_without_content()
    {
        var image = new ElfImage(0, [new ElfSegment(0x2000_0000, 0x2000_0000, 16, default)], [], []);
        Assert.Equal("the image has nothing to program", EmulatedBoard.ProblemWith(image, BoardOptions.Default));
    }

    [Fact]
    public void Refuses_an_image_that_wants_to_be_loaded_into_ram()
    {
        var image = new ElfImage(0, [new ElfSegment(0x2000_0000, 0x2000_0000, 16, new byte[16])], [], []);
        Assert.Contains("from 0x20000000 to 0x20000010", EmulatedBoard.ProblemWith(image, BoardOptions.Default), StringComparison.Ordinal);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Ram_holds_a_pattern_where_start_up_writes_nothing()
    {
        using var board = new FunctionsBoard();
        Assert.All(board.Board.ReadMemory(0x2002_0000, 64), value => Assert.Equal(0xA5, value));
        Assert.All(board.Board.ReadMemory(0x0817_0000, 64), value => Assert.Equal(0xFF, value));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator, "arm-none-eabi-nm")]
    public void Reads_the_symbols_that_the_toolchain_shows()
    {
        string path = Path.GetTempFileName();
        try
        {
            (ElfImage image, byte[] file) = BoardImage.WithFile("functions.c");
            File.WriteAllBytes(path, file);
            using Process nm = Process.Start(new ProcessStartInfo("arm-none-eabi-nm", ["--defined-only", path]) { RedirectStandardOutput = true })!;
            string[] lines = nm.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEmpty(lines);
            Assert.All(lines, line =>
            {
                string[] parts = line.Split(' ');
                uint address = uint.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                Assert.Contains(image.Symbols, symbol =>
                    symbol.Name == parts[2] && (symbol.Type == ElfSymbolType.Function ? symbol.Address & ~1u : symbol.Address) == address);
            });
        }
        finally
        {
            File.Delete(path);
        }
    }
}
