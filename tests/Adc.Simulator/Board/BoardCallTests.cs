using System.Buffers.Binary;
using Adc.Simulator.Board;
using Adc.Tests.Support;

namespace Adc.Tests.Simulator.Board;

public sealed class BoardCallTests
{
    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Passes_arguments_in_registers_and_on_the_stack()
    {
        using var board = new FunctionsBoard();
        Assert.Equal(1u + 4 + 9 + 16 + 25 + 36, board.ValueOf("add_six", 1, 2, 3, 4, 5, 6));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Start_up_has_copied_initial_values_and_cleared_the_rest()
    {
        using var board = new FunctionsBoard();
        Assert.Equal(0x12345678u, board.ValueOf("initialised"));
        Assert.Equal(0u, board.ValueOf("cleared"));
        Assert.Equal(0x12345679u, board.ValueOf("run_in_ram", 1));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Executes_floating_point_and_dsp_instructions()
    {
        using var board = new FunctionsBoard();
        uint fused = board.ValueOf(
            "fused_bits", BitConverter.SingleToUInt32Bits(1.5f), BitConverter.SingleToUInt32Bits(-2.25f), BitConverter.SingleToUInt32Bits(10f));
        Assert.Equal(10f - (1.5f * 2.25f), BitConverter.UInt32BitsToSingle(fused));
        Assert.Equal(unchecked((uint)((3 * -5) + (-7 * 11) + 1000)), board.ValueOf("dot_pairs", Pair(3, -7), Pair(-5, 11), 1000));
    }

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(1, 5)]
    [InlineData(100, 302)]
    [InlineData(80_000, 240_002)]
    public void Counts_a_loop_exactly(uint turns, long instructions)
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("count_loop", turns);
        Assert.Equal(instructions, call.Instructions);
        Assert.Equal(instructions, call.Run.Cycles);
    }

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(5, 2)]
    [InlineData(6, 0x1233)]
    [InlineData(4, 0)]
    public void Counts_instructions_whose_condition_fails(uint value, uint result)
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("count_conditional", value);
        Assert.Equal(result, call.Value);
        Assert.Equal(9, call.Instructions);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Counts_the_same_at_every_repetition()
    {
        using var board = new FunctionsBoard();
        for (int i = 0; i < 5; i++)
        {
            BoardCall call = board.Call("outer", 10);
            Assert.Equal((64, 8), (call.Instructions, call.StackBytes));
        }
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Profiles_functions_with_their_callees()
    {
        using var board = new FunctionsBoard();
        board.Board.Profile(
            [("outer", FunctionsBoard.AddressOf("outer")), ("inner", FunctionsBoard.AddressOf("inner")), ("spin", FunctionsBoard.AddressOf("spin"))]);
        BoardCall call = board.Call("outer", 10);
        Assert.Equal(64, call.Instructions);
        Assert.Equal([new FunctionCount("outer", 1, 64), new FunctionCount("inner", 10, 20), new FunctionCount("spin", 0, 0)], call.Functions.Select(function => function with { Cycles = 0 }));
        Assert.Equal(call.Functions, board.Call("outer", 10).Functions);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Profiles_recursion_once_and_tail_calls_in_both_functions()
    {
        using var board = new FunctionsBoard();
        board.Board.Profile(
            [("recurse", FunctionsBoard.AddressOf("recurse")), ("tail", FunctionsBoard.AddressOf("tail_caller")),
             ("loop", FunctionsBoard.AddressOf("count_loop"))]);
        BoardCall recursion = board.Call("recurse", 4);
        Assert.Equal(new FunctionCount("recurse", 5, recursion.Instructions), recursion.Functions[0] with { Cycles = 0 });
        BoardCall tail = board.Call("tail_caller", 10);
        Assert.Equal([new FunctionCount("recurse", 0, 0), new FunctionCount("tail", 1, 33), new FunctionCount("loop", 1, 32)], tail.Functions.Select(function => function with { Cycles = 0 }));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Measures_the_stack_of_a_call()
    {
        using var board = new FunctionsBoard();
        Assert.Equal(132, board.Call("use_stack").StackBytes);
        Assert.Equal(0, board.Call("count_loop", 1).StackBytes);
        Assert.Equal(132, board.Call("use_stack").StackBytes);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Reads_and_writes_memory_between_calls()
    {
        using var board = new FunctionsBoard();
        const uint scratch = 0x2002_0000;
        board.Board.WriteMemory(scratch, [0x78, 0x56, 0x34, 0x12]);
        Assert.Equal(0x12345678u, board.ValueOf("load_word", scratch));
        _ = board.Call("store_word", scratch, 0xCAFE_F00D);
        Assert.Equal(0xCAFE_F00Du, BinaryPrimitives.ReadUInt32LittleEndian(board.Board.ReadMemory(scratch, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => board.Board.ReadMemory(0x2003_FFFE, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => board.Board.WriteMemory(0x0800_0000, [1]));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Keeps_the_console_of_calls()
    {
        using var board = new FunctionsBoard();
        _ = board.Call("say_hello");
        _ = board.Call("say_hello");
        Assert.Equal("hello\nhello\n", board.Board.Console);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Ends_a_call_that_never_returns()
    {
        using var board = new FunctionsBoard(BoardOptions.Default with { CycleLimit = 2_000_000 });
        BoardCall call = board.Call("spin");
        Assert.Equal((BoardStop.CycleLimit, "spin", 2_000_000), (call.Run.Stop, call.Run.Symbol, call.Instructions));
        Assert.Throws<InvalidOperationException>(() => board.Call("cleared"));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Ends_soon_after_a_verdict_line()
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("print_verdict_and_spin");
        Assert.Equal(BoardStop.Verdict, call.Run.Stop);
        Assert.InRange(call.Instructions, 100_000, 110_000);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Ends_a_call_that_sleeps_for_good()
    {
        using var board = new FunctionsBoard();
        BoardCall call = board.Call("sleep_once");
        Assert.Equal((BoardStop.Sleeping, "sleep_once", false), (call.Run.Stop, call.Run.Symbol, call.HasReturned));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Refuses_calls_before_boot()
    {
        using EmulatedBoard board = EmulatedBoard.Load(BoardImage.WithProgram("functions.c"), BoardOptions.Default);
        Assert.Throws<InvalidOperationException>(() => board.Call(FunctionsBoard.AddressOf("cleared")));
    }

    private static uint Pair(short low, short high) => (ushort)low | ((uint)(ushort)high << 16);
}
