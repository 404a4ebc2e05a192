using Adc.Mvp;
using Adc.Simulator.Board;
using Adc.Simulator.Mvp;
using Adc.Tests.Firmware;
using ToolFactAttribute = Adc.Tests.Support.ToolFactAttribute;
using ToolTheoryAttribute = Adc.Tests.Support.ToolTheoryAttribute;

namespace Adc.Tests.Simulator.Board;

/// <summary>The accelerator's registers as a debugger finds them.</summary>
public sealed class MvpBlockTests
{
    private const uint ClockEnableSet = 0x4000_9068;
    private const uint MvpClock = 1u << 30;

    private const uint Block = 0x4D00_0000;
    private const uint Set = 0x1000, Clear = 0x2000, Toggle = 0x3000;
    private const uint Version = Block, Enable = Block + 4, Reset = Block + 8, Configuration = Block + 0xC, Status = Block + 0x10;
    private const uint Counter0 = Block + 0x14, Counter1 = Block + 0x18, Flags = Block + 0x1C, FlagEnables = Block + 0x20;
    private const uint Words = Block + 0x64, Command = Block + 0x174;

    private const uint Start = 9, Halt = 2, Running = 1, Idle = 4;
    private const uint Source = MvpBoard.DataAddress, Target = MvpBoard.DataAddress + 0x2000;

    [ToolTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData("load_word", Version)]
    [InlineData("store_word", Command)]
    public void Without_clock_every_access_is_a_bus_error(string function, uint address)
    {
        using var board = new MvpBoard(initialises: false);
        BoardCall call = board.Board.Call(board.AddressOf(function), address, 0);
        Assert.Equal(BoardStop.BadAccess, call.Run.Stop);
        Assert.StartsWith("the clock of MVP is off (CLKEN1 bit 30)", call.Run.Reason, StringComparison.Ordinal);
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Registers_begin_with_their_reset_values()
    {
        using MvpBoard board = Clocked();
        Assert.Equal([1u, 0, 0, 0, Idle, 0, 0, 0, 0, 0, 0], Enumerable.Range(0, 11).Select(word => board.Load(Block + 4 * (uint)word)));
        uint[] words = [.. Enumerable.Range(0, MvpLimits.Words).Select(word => board.Load(Words + 4 * (uint)word))];
        Assert.Equal([9, 13, 17, 21, 25], Enumerable.Range(0, words.Length).Where(word => words[word] == 0x2000));
        Assert.Equal(5 * 0x2000, words.Sum(word => word));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Shadows_set_clear_and_toggle_bits()
    {
        using MvpBoard board = Clocked();
        board.Store(FlagEnables + Set, 0x0003_0001);
        board.Store(FlagEnables + Clear, 0x0001_0000);
        board.Store(FlagEnables + Toggle, 0x0000_0003);
        Assert.Equal(0x0002_0002u, board.Load(FlagEnables));
        board.Store(Flags + Set, uint.MaxValue);
        Assert.Equal(0x1F0F_FDFFu, board.Load(Flags));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Words_keep_only_the_bits_that_the_hardware_has()
    {
        using MvpBoard board = Enabled();
        (int Word, uint Kept)[] samples =
        [
            (0, uint.MaxValue), (8, uint.MaxValue), (9, 0x0FFF_73FF), (10, 0x0FFF_03FF), (28, 0x7777_73FF), (29, 0x7777_7000), (44, 0x70F7_F7F7),
            (45, 0x3FFF_FFFF), (46, 0x9FF0_FFFF), (67, 0x9FF0_FFFF),
        ];
        foreach ((int word, uint kept) in samples)
        {
            board.Store(Words + 4 * (uint)word, uint.MaxValue);
            Assert.Equal(kept, board.Load(Words + 4 * (uint)word));
        }
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_program_takes_its_time_and_shows_its_stores_at_the_end()
    {
        using MvpBoard board = Enabled();
        board.Store(Configuration, 0x0020_0001);
        board.Board.WriteMemory(Source, [0x12, 0x34, 0x56, 0x78]);
        board.Board.WriteMemory(Target, new byte[4]);
        Write(board, CopyProgram(1000));
        board.Store(Command, Start);
        Assert.Equal((Running, 0u), (board.Load(Status), board.Load(Target)));
        uint early = board.Load(Counter0);
        Assert.InRange(early, 5u, 50u);
        board.Call("spin", 200);
        Assert.Equal((Idle, 0x78563412u), (board.Load(Status), board.Load(Target)));
        Assert.Equal((1014u, 14u), (board.Load(Counter0), board.Load(Counter1)));
        Assert.Equal((uint)(MvpFlags.ProgramDone | MvpFlags.Loop0Done), board.Load(Flags));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Halting_drops_what_the_program_had_not_stored_yet()
    {
        using MvpBoard board = Enabled();
        board.Board.WriteMemory(Source, [1, 2, 3, 4]);
        board.Board.WriteMemory(Target, new byte[4]);
        Write(board, CopyProgram(1000));
        board.Store(Command, Start);
        board.Store(Command, Halt);
        Assert.Equal(Idle, board.Load(Status));
        board.Call("spin", 200);
        Assert.Equal((0u, 0u), (board.Load(Target), board.Load(Flags)));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void What_the_chip_would_not_like_is_a_warning_and_has_no_effect()
    {
        using MvpBoard board = Clocked();
        board.Store(Words, 1);
        board.Store(Command, Start);
        board.Store(Enable + Set, 1);
        board.Store(Status, 1);
        Assert.Equal(0u, board.Load(Words));

        uint[] program = CopyProgram(1000);
        Write(board, program);
        board.Store(Command, 1);
        board.Store(Command, Start);
        board.Store(Words + 32, 0);
        board.Store(Command, Start);
        Assert.Equal(program[8], board.Load(Words + 32));
        board.Store(Enable + Clear, 1);
        string[] expected =
        [
            "MVP: a program register was written while the block was disabled",
            "MVP: a command was given while the block was disabled",
            "MVP: the read-only register at 0x010 was written",
            "MVP: the command 0x1 is not emulated",
            "MVP: a program register was written while a program ran",
            "MVP: a program was started while another one ran",
            "MVP: the block was disabled while a program ran",
        ];
        IReadOnlyList<string> warnings = board.Call("load_word", Status).Run.Warnings;
        Assert.Equal(expected, warnings.Select(warning => warning[..warning.IndexOf(" (at ", StringComparison.Ordinal)]));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_reset_stops_the_program_and_forgets_everything()
    {
        using MvpBoard board = Enabled();
        Write(board, CopyProgram(1000));
        board.Store(FlagEnables, 1);
        board.Store(Command, Start);
        board.Store(Reset + Set, 1);
        Assert.Equal(
            [0u, Idle, 0, 0, 0], ((ReadOnlySpan<uint>)[Enable, Status, Flags, FlagEnables, Words + 4 * 8]).ToArray().Select(board.Load));
        board.Call("spin", 300);
        Assert.Equal(0u, board.Load(Flags));
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_stuck_program_overflows_the_counter_of_run_cycles()
    {
        using var board = new MvpBoard(options: BoardOptions.Default with { MvpInjection = new MvpInjection(4, MvpMishap.NeverFinishes) });
        Assert.Equal(MvpRunReport.Timeout, board.Run(0).Value);
        Assert.Equal((2ul << 24, 2ul << 24), board.Cycles());
    }

    [ToolFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Calculates_as_the_options_say()
    {
        // The last bits of the product survive only where it is not rounded before the sum.
        uint[] fused = Products(MvpMultiplyAdd.Fused);
        uint[] twice = Products(MvpMultiplyAdd.RoundedTwice);
        Assert.NotEqual(fused, twice);
    }

    private static uint[] Products(MvpMultiplyAdd multiplyAdd)
    {
        using MvpBoard board = Enabled(BoardOptions.Default with { Mvp = new MvpSimulatorOptions(multiplyAdd) });
        var program = new MvpProgramBuilder();
        program.Preset(MvpRegister.R0, MvpComplex.Both((Half)1.001));
        program.Preset(MvpRegister.R1, MvpComplex.Both((Half)(-1.002)));
        MvpArrayHandle to = program.Array(MvpBase.At(Target), MvpElementType.ComplexBinary16);
        program.Add(
            MvpOperation.MacR2A(MvpRegister.R2, MvpRegister.R0, MvpRegister.R0, MvpRegister.R1), store: to.From(MvpRegister.R2));
        Write(board, MvpEncoder.Encode(program.Build(), MvpMemoryMap.AddressesOnly));
        board.Store(Command, Start);
        board.Call("spin", 10);
        Assert.Equal(Idle, board.Load(Status));
        return [board.Load(Target)];
    }

    private static MvpBoard Clocked(BoardOptions? options = null)
    {
        var board = new MvpBoard(options: options, initialises: false);
        board.Store(ClockEnableSet, MvpClock);
        return board;
    }

    private static MvpBoard Enabled(BoardOptions? options = null)
    {
        MvpBoard board = Clocked(options);
        board.Store(Enable + Set, 1);
        return board;
    }

    private static void Write(MvpBoard board, uint[] words)
    {
        for (int word = 0; word < MvpLimits.Words - 1; word++)
        {
            board.Store(Words + 4 * (uint)word, words[word]);
        }
    }

    private static uint[] CopyProgram(int words)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle from = program.Array(MvpBase.At(Source), MvpElementType.ComplexBinary16, d2: new(words, 1));
        MvpArrayHandle to = program.Array(MvpBase.At(Target), MvpElementType.ComplexBinary16, d2: new(words, 1));
        MvpLoopSet loop = program.Loop(words);
        program.Add(
            MvpOperation.Noop, load0: from.To(MvpRegister.R0, MvpAxes.D2), store: to.From(MvpRegister.R0, MvpAxes.D2), begins: loop, ends: loop);
        return MvpEncoder.Encode(program.Build(), MvpMemoryMap.AddressesOnly);
    }
}
