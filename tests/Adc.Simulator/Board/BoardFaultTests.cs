using System.Globalization;
using System.Text.RegularExpressions;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

/// <summary>What the chip would fault on, seen by the firmware's own handler and by the board.</summary>
public sealed class BoardFaultTests
{
    private const string Prefix = "adc fault ";

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData("load_word", 0x3000_0000, "nothing answers at 0x30000000")]
    [InlineData("store_word", 0x2004_0000, "nothing answers at 0x20040000")]
    [InlineData("load_word", 0x4F00_0000, "nothing answers at 0x4f000000")]
    [InlineData("load_word", 0xE004_2000, "nothing answers at 0xe0042000")]
    [InlineData("load_conditionally", 0x3000_0000, "nothing answers at 0x30000000")]
    [InlineData("load_conditionally", 0x4009_4004, "the clock of DCDC is off (CLKEN0 bit 31)")]
    [InlineData("store_word", 0x4009_4004, "the clock of DCDC is off (CLKEN0 bit 31)")]
    [InlineData("store_word", 0x0800_0100, "a store to read-only memory at 0x08000100")]
    public void Bad_addresses_are_bus_faults(string function, uint address, string reason)
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call(function, address, 1);
        Assert.Equal(BoardStop.BadAccess, call.Run.Stop);
        Assert.Equal(function, call.Run.Symbol);
        Assert.StartsWith(reason, call.Run.Reason, StringComparison.Ordinal);

        IReadOnlyDictionary<string, uint> line = FaultLine(board.Board.Console, "BusFault");
        Assert.Equal(address, line["bfar"]);
        Assert.Equal(0x8200u, line["cfsr"]);
        Assert.Equal(call.Run.ProgramCounter, line["pc"]);
        Assert.Equal(address, line["r0"]);
        Assert.Equal(1u, line["r1"]);
        Assert.Equal(0xFFFF_FFF9u, line["exc_return"]);
    }

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData("undefined_instruction", "UsageFault", 0x0001_0000, 0)]
    [InlineData("breakpoint", "HardFault", 0, 0x8000_0000)]
    public void Instructions_that_cannot_be_executed_fault(string function, string exception, uint configurable, uint hard)
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call(function);
        Assert.Equal((BoardStop.Faulted, function), (call.Run.Stop, call.Run.Symbol));
        IReadOnlyDictionary<string, uint> line = FaultLine(board.Board.Console, exception);
        Assert.Equal((configurable, hard), (line["cfsr"], line["hfsr"]));
        Assert.Equal(FunctionsBoard.AddressOf(function) & ~1u, line["pc"]);
    }

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(0x3000_0001, "BusFault", 0x0100)]
    [InlineData(0x4000_8001, "MemManage", 0x0001)]
    [InlineData(0x0800_0200, "UsageFault", 0x0002_0000)]
    public void Branches_to_where_no_code_is_fault(uint target, string exception, uint configurable)
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("call_address", target);
        Assert.Equal(target & ~1u, call.Run.ProgramCounter);
        IReadOnlyDictionary<string, uint> line = FaultLine(board.Board.Console, exception);
        Assert.Equal((configurable, target & ~1u), (line["cfsr"], line["pc"]));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Recursion_without_end_is_a_stack_overflow()
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("recurse", 100_000);
        Assert.Equal((BoardStop.StackOverflow, "recurse"), (call.Run.Stop, call.Run.Symbol));

        // There is no room left for the registers either, so the line knows none.
        IReadOnlyDictionary<string, uint> line = FaultLine(board.Board.Console, "UsageFault");
        Assert.Equal((0x0010_0000u, FunctionsBoard.AddressOf("__stack_limit"), 0u), (line["cfsr"], line["sp"], line["pc"]));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Recursion_that_just_fits_returns()
    {
        // A call takes 16 bytes; start-up and main hold less than 100 of the 4096.
        using var board = new FunctionsBoard();
        Assert.Equal(240u * 241 / 2, board.ValueOf("recurse", 240));
        Assert.Equal(BoardStop.StackOverflow, board.Call("recurse", 256).Run.Stop);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_fault_leaves_a_record_in_memory_that_start_up_does_not_clear()
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("load_word", 0x3000_0000);
        uint address = FunctionsBoard.AddressOf("fault_record");
        Assert.True(address >= FunctionsBoard.AddressOf("__bss_end"));
        byte[] record = board.Board.ReadMemory(address, 104);
        uint[] words = [.. Enumerable.Range(0, 26).Select(i => BitConverter.ToUInt32(record, 4 * i))];
        Assert.Equal(0x3000_0000u, words[10]);
        Assert.Equal(call.Run.ProgramCounter, words[16]);
        Assert.Equal(5u, words[18]);
        Assert.Equal(0xFA01_7EC0u, words[25]);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_fault_without_console_still_ends_the_run()
    {
        // Closing the console's clock gate makes the report itself fault: HardFault, and the first record stays.
        using var board = new FunctionsBoard();
        _ = board.Call("store_word", 0x4000_A068, 1u << 22);
        BoardCall call = board.Call("load_word", 0x3000_0000);
        Assert.Equal((BoardStop.BadAccess, "load_word"), (call.Run.Stop, call.Run.Symbol));
        Assert.Equal("", board.Board.Console);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_fault_without_handler_locks_the_core_up()
    {
        // A vector table in RAM, all zero.
        using var board = new FunctionsBoard();
        board.Board.WriteMemory(0x2002_0000, new byte[512]);
        _ = board.Call("store_word", 0xE000_ED08, 0x2002_0000);
        BoardCall call = board.Call("undefined_instruction");
        Assert.Equal(BoardStop.Faulted, call.Run.Stop);
        Assert.Contains("has no handler; the core is locked up", call.Run.Reason, StringComparison.Ordinal);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void An_unexpected_interrupt_is_reported_by_number()
    {
        using var board = new FunctionsBoard();
        _ = board.Call("store_word", 0xE000_E100, 1u << 15);
        BoardCall call = board.Call("store_word", 0xE000_E200, 1u << 15);
        Assert.Equal(BoardStop.Faulted, call.Run.Stop);
        Assert.Contains("interrupt 15", call.Run.Reason, StringComparison.Ordinal);
        _ = FaultLine(board.Board.Console, "Unexpected exception 31");
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_reset_request_ends_the_run()
    {
        using var board = new FunctionsBoard();
        Assert.Equal(BoardStop.ResetRequested, board.Call("store_word", 0xE000_ED0C, 0x05FA_0004).Run.Stop);
    }

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(0x5000_8064, 0, "CMU was reached through its non-secure address")]
    [InlineData(0x4B01_0014, 0x1002, "EUSART0 register 0x14 was written while the port was enabled")]
    [InlineData(0xE000_ED08, 0x0800_0080, "VTOR set to 0x08000080, which is not a multiple of 512")]
    [InlineData(0x4000_8070, 3, null)]
    public void Misuse_that_does_not_fault_is_a_warning(uint address, uint value, string? warning)
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("store_word", address, value);
        Assert.True(call.HasReturned);
        Assert.Equal(warning is null ? 0 : 1, call.Run.Warnings.Count);
        Assert.All(call.Run.Warnings, text => Assert.StartsWith(warning!, text, StringComparison.Ordinal));
        Assert.All(call.Run.Warnings, text => Assert.EndsWith(" in store_word)", text, StringComparison.Ordinal));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Floating_point_without_permission_is_a_warning()
    {
        using var board = new FunctionsBoard();
        Assert.Empty(board.Call("fused_bits", 0, 0, 0).Run.Warnings);
        _ = board.Call("store_word", 0xE000_ED88, 0);
        string warning = Assert.Single(board.Call("fused_bits", 0, 0, 0).Run.Warnings);
        Assert.StartsWith("floating-point registers were used while CPACR did not allow it", warning, StringComparison.Ordinal);
    }

    /// <summary>The numbers of the line that begins with the exception's name.</summary>
    private static Dictionary<string, uint> FaultLine(string console, string exception)
    {
        string line = Assert.Single(console.Split('\n'), text => text.StartsWith(Prefix, StringComparison.Ordinal));
        Assert.StartsWith(Prefix + exception + " ", line, StringComparison.Ordinal);
        return Regex.Matches(line, "([a-z_0-9]+) 0x([0-9a-f]{8})").ToDictionary(
            match => match.Groups[1].Value, match => uint.Parse(match.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
