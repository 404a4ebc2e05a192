using System.Buffers.Binary;
using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

/// <summary>The self-test's words leave the board over each channel; without one its result stays in RAM.</summary>
public sealed class ConsoleChannelTests
{
    private const uint Valid = 0xADC0_7E57;

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData("vcom", true)]
    [InlineData("swo", true)]
    [InlineData("swo", false)]
    [InlineData("rtt", true)]
    public void The_self_test_is_read_over(string channel, bool crystalStarts)
    {
        using EmulatedBoard board = Boot(BoardImage.WithConsole(channel), BoardOptions.Default with { CrystalStarts = crystalStarts }, out uint[] result);

        Assert.Contains(crystalStarts ? "core_hz 78000000" : "core_hz 20000000", board.Console, StringComparison.Ordinal);
        Assert.EndsWith("adc verdict PASS 3/3\r\n", board.Console, StringComparison.Ordinal);
        Assert.Equal([Valid, 3, 3, uint.MaxValue], result[..4]);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Without_a_console_the_result_is_in_memory()
    {
        using EmulatedBoard passing = Boot(BoardImage.WithConsole("none"), BoardOptions.Default, out uint[] result);
        Assert.Equal("", passing.Console);
        Assert.Equal([Valid, 3, 3, uint.MaxValue], result[..4]);
        Assert.InRange(result[4], 1u, 10_000u);

        using EmulatedBoard failing = Boot(BoardImage.WithConsole("none", "-DEXPECTED_ERROR=1"), BoardOptions.Default, out result);
        Assert.Equal([Valid, 3, 2, 1], result[..4]);

        using EmulatedBoard refusing = Boot(BoardImage.WithConsole("none", "-DINIT_STATUS=ADC_FAILED"), BoardOptions.Default, out result);
        Assert.Equal([Valid, 3, 0], result[..3]);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void More_than_the_buffer_in_memory_holds_gets_through_while_a_debugger_reads()
    {
        const string Program = """
            #include "console.h"
            int main(void)
            {
                for (uint32_t line = 0u; line < 2000u; line++) {
                    console_field("line ", line);
                    console_text("\r\n");
                }
                for (;;) {
                    __asm volatile("wfi");
                }
            }
            """;
        ElfImage image = BoardImage.WithSourceAndConsole("rtt", Program);
        using EmulatedBoard read = EmulatedBoard.Load(image, BoardOptions.Default), unread = EmulatedBoard.Load(image, BoardOptions.Default with { ReadsMemoryConsole = false });

        Assert.Equal(BoardStop.Sleeping, read.Boot().Stop);
        Assert.Equal(string.Concat(Enumerable.Range(0, 2000).Select(line => $"line {line}\r\n")), read.Console);

        // Nobody makes room: one wait, and then the program goes on without words.
        BoardRun run = unread.Boot();
        Assert.Equal((BoardStop.Sleeping, ""), (run.Stop, unread.Console));
        Assert.InRange(run.Instructions, read.Instructions / 2, 10_000_000);
        uint control = image.FindSymbol("rtt_control")!.Address;
        Assert.Equal("SEGGER RTT\0\0\0\0\0\0"u8, unread.ReadMemory(control, 16));
        Assert.Equal([1, 0], Words(unread, control + 16, 2));
        Assert.Equal([2048u, 2047u, 0u, 0u], Words(unread, control + 32, 4));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_trace_port_that_a_debugger_has_set_up_is_left_alone()
    {
        const string Program = """
            #include "console.h"
            #include "registers.h"
            int main(void)
            {
                register_write(TPIU_ACPR, 7u);
                bool started = console_start(78000000u);
                console_text(started && register_read(TPIU_ACPR) == 7u ? "kept\n" : "changed\n");
                register_write(ITM_TCR, 0u);
                started = console_start(78000000u);
                console_text(started && register_read(TPIU_ACPR) == 88u ? "set\n" : "not set\n");
                for (;;) {
                    __asm volatile("wfi");
                }
            }
            """;
        using EmulatedBoard board = EmulatedBoard.Load(BoardImage.WithSourceAndConsole("swo", Program), BoardOptions.Default);
        BoardRun run = board.Boot();
        Assert.Equal("kept\nset\n", board.Console);
        Assert.StartsWith("the trace port sends at 9750000 baud", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    /// <summary>A board that has booted without a warning, and the five words that the self-test leaves.</summary>
    private static EmulatedBoard Boot(ElfImage image, BoardOptions options, out uint[] result)
    {
        EmulatedBoard board = EmulatedBoard.Load(image, options);
        BoardRun run = board.Boot();
        Assert.Equal(BoardStop.Sleeping, run.Stop);
        Assert.Empty(run.Warnings);
        result = Words(board, image.FindSymbol("vectors_result")!.Address, 5);
        return board;
    }

    private static uint[] Words(EmulatedBoard board, uint address, int count)
    {
        byte[] bytes = board.ReadMemory(address, count * sizeof(uint));
        return [.. Enumerable.Range(0, count).Select(index => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(index * sizeof(uint))))];
    }
}
