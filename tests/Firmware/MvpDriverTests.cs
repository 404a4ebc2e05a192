using System.Text.RegularExpressions;
using Adc.Mvp;
using Adc.Simulator.Board;
using Adc.Simulator.Mvp;
using Adc.Tests.Mvp;
using Adc.Tests.Simulator.Board;
using Adc.Tests.Support;
using Xunit.Abstractions;
using BoardFactAttribute = Adc.Tests.Support.ToolFactAttribute;
using BoardTheoryAttribute = Adc.Tests.Support.ToolTheoryAttribute;

namespace Adc.Tests.Firmware;

/// <summary>The driver against the emulated block, on the emulated core.</summary>
public sealed class MvpDriverTests(ITestOutputHelper output)
{
    private const uint SysTickControl = 0xE000_E010, SysTickReload = 0xE000_E014, SysTickValue = 0xE000_E018;
    private const uint DisableInterrupts = 0xE000_E180, SystemControlRegister = 0xE000_ED10;
    private const uint MvpEnable = 0x4D00_0004;

    [BoardTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(true)]
    [InlineData(false)]
    public void Runs_programs_round_after_round(bool asleep)
    {
        using var board = new MvpBoard(Wait(asleep));
        MvpImages images = MvpApp.Images;
        int words = images.Count(0) + images.Count(1) + images.Count(0) + images.Count(1);
        string result = $"mvp output {Convert.ToHexString(MvpApp.Expected.Output)}";
        Assert.Equal(
            ["mvp round 0 program 0 success", "mvp round 0 program 1 success", result, "mvp round 1 program 0 success", "mvp round 1 program 1 success", result],
            Lines(board).SkipLast(1));
        Assert.StartsWith($"mvp total programs 4 words {words} run {2 * MvpApp.Expected.Cycles} stall ", Lines(board)[^1], StringComparison.Ordinal);
        Assert.Empty(board.Booted.Warnings);
    }

    [BoardTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(true, MvpMishap.BusError)]
    [InlineData(true, MvpMishap.MisalignedArray)]
    [InlineData(true, MvpMishap.NeverFinishes)]
    [InlineData(true, MvpMishap.NumericOverflow)]
    [InlineData(false, MvpMishap.BusError)]
    [InlineData(false, MvpMishap.NeverFinishes)]
    public void Says_what_went_wrong_and_recovers(bool asleep, MvpMishap mishap)
    {
        using var board = new MvpBoard(Wait(asleep), BoardOptions.Default with { MvpInjection = new MvpInjection(1, mishap) });
        Snapshot.Verify(string.Join('\n', Lines(board).SkipLast(1).Select(WithoutAddress)) + "\n", mishap.ToString());
        Assert.Empty(board.Booted.Warnings);
        if (mishap == MvpMishap.NeverFinishes)
        {
            long limit = asleep ? MvpApp.TimeLimit : MvpApp.TimeLimitPolling;
            Assert.InRange(board.Booted.Cycles, limit, 3 * limit + 100_000);
        }
    }

    [BoardTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_launch_takes_few_instructions(bool asleep)
    {
        using var board = new MvpBoard(Wait(asleep));
        MvpImages images = MvpApp.Images;
        Assert.Equal(MvpRunReport.Ok, board.Run(0).Value);
        foreach ((int index, uint[] stream) in (ReadOnlySpan<(int, uint[])>)[(1, images.Deltas[1]), (0, images.Wrap)])
        {
            BoardCall run = board.Run(index);
            MvpRunReport report = board.Report(run);
            Assert.Equal((MvpRunReport.Ok, (uint)MvpImages.WordsOf(stream)), (report.Status, report.WordsWritten));
            output.WriteLine(
                $"program {index}: {report.WordsWritten} words in {MvpImages.RunsOf(stream)} runs and {stream[0] >> 8} addresses, "
                + $"{run.Instructions} instructions, {run.Run.Cycles} cycles, {board.Cycles()} of them the program's");
            if (asleep)
            {
                Assert.InRange(run.Instructions, 1, 200 + (4 * report.WordsWritten) + (13 * MvpImages.RunsOf(stream)) + (9 * (stream[0] >> 8)));
            }
        }
    }

    [BoardTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_started_run_leaves_the_core_to_the_application(bool asleep)
    {
        using var board = new MvpBoard(Wait(asleep));
        const int Both = 2 << 16;
        foreach (string function in (string[])["run_counting", "run_finishing", "run_counting"])
        {
            board.Store(board.AddressOf("turns"), 0);
            BoardCall run = board.Run(Both, function);
            MvpRunReport report = board.Report(run);
            (ulong cycles, _) = board.Cycles();
            uint turns = board.Load(board.AddressOf("turns"));
            output.WriteLine($"{function}: {cycles} cycles of programs, {turns} turns of the core, {run.Instructions} instructions");
            Assert.Equal(MvpRunReport.Ok, report.Status);
            Assert.Equal(MvpApp.Expected.Output, board.Board.ReadMemory(board.Load(board.AddressOf("app_output")), MvpApp.Expected.Output.Length));
            Assert.Equal((ulong)MvpApp.Expected.Cycles, cycles);
            if (function == "run_counting")
            {
                // A turn with its look takes fewer than 40 cycles.
                Assert.InRange(turns, cycles / 40, cycles);
            }
        }

        Assert.Equal(MvpRunReport.WrongState, board.Call("adc_mvp_poll").Value);
    }

    [BoardTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(MvpMishap.BusError, MvpRunReport.Fault)]
    [InlineData(MvpMishap.NumericOverflow, MvpRunReport.Numeric)]
    [InlineData(MvpMishap.NeverFinishes, MvpRunReport.Timeout)]
    public void A_started_run_ends_with_the_first_program_that_fails(MvpMishap mishap, uint expected)
    {
        const int Both = 2 << 16;
        using var board = new MvpBoard(MvpWait.Polling, BoardOptions.Default with { MvpInjection = new MvpInjection(5, mishap) });
        BoardCall run = board.Run(Both, "run_counting");
        Assert.Equal(expected, run.Value);
        Assert.Equal(MvpRunReport.Ok, board.Run(Both, "run_counting").Value);
        Assert.Equal(MvpRunReport.Ok, board.Run(Both, "run_several").Value);
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void The_interrupt_calls_back_at_the_end_of_each_program_of_a_started_run()
    {
        const int Both = 2 << 16;
        using var board = new MvpBoard();
        for (uint round = 1; round <= 3; round++)
        {
            BoardCall run = board.Run(Both, "run_called_back");
            Assert.Equal(MvpRunReport.Ok, board.Report(run).Status);
            Assert.Equal(2 * round, board.Load(board.AddressOf("calls")));
            Assert.Equal(MvpApp.Expected.Output, board.Board.ReadMemory(board.Load(board.AddressOf("app_output")), MvpApp.Expected.Output.Length));
            Assert.InRange(run.Instructions, 1, MvpApp.Expected.Cycles);
            Assert.Equal(MvpRunReport.Ok, board.Run(Both, "run_several").Value); // waits without a call
            Assert.Equal(2 * round, board.Load(board.AddressOf("calls")));
        }
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_failed_program_is_called_back_too()
    {
        const int Both = 2 << 16;
        using var board = new MvpBoard(options: BoardOptions.Default with { MvpInjection = new MvpInjection(5, MvpMishap.BusError) });
        Assert.Equal(MvpRunReport.Fault, board.Run(Both, "run_called_back").Value);
        Assert.Equal(MvpRunReport.Ok, board.Run(Both, "run_called_back").Value);
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Every_way_to_run_gives_the_lock_back()
    {
        const int Both = 2 << 16;
        using var board = new MvpBoard(MvpWait.Locking, BoardOptions.Default with { MvpInjection = new MvpInjection(7, MvpMishap.NumericOverflow) });
        uint Locks() => board.Load(board.AddressOf("locks"));
        uint Unlocks() => board.Load(board.AddressOf("unlocks"));
        uint before = Locks();
        Assert.Equal(before, Unlocks());
        foreach ((string function, int range, uint status, uint taken) in (ReadOnlySpan<(string, int, uint, uint)>)
            [
                ("run_several", Both, MvpRunReport.Ok, 1), ("run_counting", Both, MvpRunReport.Numeric, 1), ("run_called_back", Both, MvpRunReport.Ok, 1),
                ("run_finishing", Both, MvpRunReport.Ok, 3), ("run_several", 9, MvpRunReport.WrongArgument, 1), ("run_counting", 9, MvpRunReport.WrongArgument, 1),
            ])
        {
            Assert.Equal((function, status), (function, board.Run(range, function).Value));
            before += taken;
            Assert.Equal((function, before, before), (function, Locks(), Unlocks()));
        }
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Random_programs_in_random_order_do_what_the_simulator_says()
    {
        using var board = new MvpBoard();
        for (int seed = 1; seed <= 25; seed++)
        {
            var random = new Random(seed);
            var source = new RandomPrograms(seed, budget: 300);
            ProgramWithBuffers[] programs = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => source.Next())];
            MvpSegment[] segments = Segments(programs, source);
            var map = new MvpMemoryMap(programs[0].Buffers.Select((buffer, index) => (buffer, segments[index].Address)));
            uint[][] words = [.. programs.Select(program => MvpEncoder.Encode(program.Program, map))];
            var images = new MvpImages(words, segments);
            MvpMemoryRegion[] regions = [.. segments.Select(segment => new MvpMemoryRegion(segment.Address, segment.Content.ToArray(), IsWritable: true))];
            var memory = new MvpMemory(regions);
            board.Use(images, segments);
            for (int step = 0; step < 8; step++)
            {
                int index = random.Next(3) > 0 ? step % words.Length : random.Next(words.Length);
                if (random.Next(6) == 0)
                {
                    board.Call("adc_mvp_invalidate");
                    images.Forget();
                }

                BoardCall run = board.Run(index);
                MvpRunReport expected = MvpRunReport.Of(MvpSimulator.Run(words[index], memory), index, images.Count(index));
                Assert.True(expected == board.Report(run), $"seed {seed}, step {step}: {board.Report(run)} instead of {expected}");
            }

            Assert.All(regions, region => Assert.Equal(region.Bytes.ToArray(), board.Board.ReadMemory(region.Address, region.Bytes.Length)));

            // The next seed puts its tables at the same place.
            board.Call("adc_mvp_invalidate");
        }
    }

    [SharedAndBoardFact]
    public void Captured_programs_leave_the_expected_memory()
    {
        using var board = new MvpBoard();
        foreach (GoldenSet set in GoldenSet.Names.Select(GoldenSet.Read))
        {
            MvpSegment[] captured = [.. set.Memory.Select(memory => new MvpSegment(memory.Address, memory.Before, IsWritable: true))];
            uint next = MvpBoard.DataAddress;
            MvpSegment[] placed = [.. captured.Select(segment => Place(segment, ref next))];
            board.Use(new MvpImages(set.Programs, captured), placed);
            long cycles = 0;
            for (int index = 0; index < set.Programs.Count; index++)
            {
                Assert.Equal(MvpRunReport.Ok, board.Run(index).Value);
                cycles += (long)board.Cycles().Run;
            }

            Assert.All(set.Memory.Zip(placed), pair =>
                Assert.True(pair.First.After is null || pair.First.After.AsSpan().SequenceEqual(board.Board.ReadMemory(pair.Second.Address, pair.First.Before.Length)), set.Name));
            board.Call("adc_mvp_invalidate");
            output.WriteLine($"{set.Name}: {set.Programs.Count} programs, {cycles} cycles");
        }
    }

    [BoardTheory(BoardImage.Compiler, BoardImage.Emulator)]
    [InlineData(0x0800_0000u)]
    [InlineData(0x2003_FFFCu)]
        public void A_store_to_flash_or_nowhere_is_a_bus_error(uint target)
    {
        using var board = new MvpBoard();
        MvpSegment[] segments = [new(MvpBoard.DataAddress, new byte[64], IsWritable: true), new(target, new byte[64], IsWritable: true)];
        board.Use(new MvpImages([CopyProgram(segments[0].Address, target, 16)], segments), [segments[0], segments[1] with { Content = [] }]);
        MvpRunReport report = board.Report(board.Run(0));
        Assert.Equal((MvpRunReport.Fault, (uint)MvpFlags.BusFault), (report.Status, report.FaultFlags));
        uint expected = target == 0x2003_FFFC ? 0x2004_0000 : target;
        Assert.Equal((expected, 0u, 1u, (uint)MvpBus.Store), (report.FaultAddress, report.FaultPc, report.FaultArray, report.FaultBus));
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Interrupts_of_others_are_served_during_a_program()
    {
        using var board = new MvpBoard();
        MvpSegment[] segments = [new(MvpBoard.DataAddress, new byte[4096], IsWritable: true), new(MvpBoard.DataAddress + 4096, new byte[4096], IsWritable: true)];
        board.Use(new MvpImages([CopyProgram(segments[0].Address, segments[1].Address, 1024)], segments), segments);
        board.Store(SysTickValue, 0);
        board.Store(SysTickControl, 7);

        // Whatever the phase, also when the program ends while another handler runs.
        for (uint period = 60; period < 120; period++)
        {
            board.Store(SysTickReload, period);
            board.Store(board.AddressOf("ticks"), 0);
            BoardCall run = board.Run(0);
            Assert.Equal(MvpRunReport.Ok, run.Value);
            Assert.InRange(board.Load(board.AddressOf("ticks")), 1024 / period, 4000 / period);
        }
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Waits_awake_where_its_interrupt_would_not_end_sleep()
    {
        using var board = new MvpBoard();
        Assert.Equal(MvpRunReport.Ok, board.Run(0).Value);
        BoardCall asleep = board.Run(1);
        Assert.True(asleep.Run.Cycles > asleep.Instructions);
        AssertAwake(board.Run(0, "run_behind_priority"));

        board.Store(SystemControlRegister, 4);
        AssertAwake(board.Run(1));
        board.Store(SystemControlRegister, 0);

        board.Store(DisableInterrupts, 1 << 15);
        AssertAwake(board.Run(0));

        static void AssertAwake(BoardCall run) => Assert.Equal((MvpRunReport.Ok, run.Instructions), (run.Value, run.Run.Cycles));
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Sleeps_with_interrupts_masked_and_leaves_them_so()
    {
        using var board = new MvpBoard();
        BoardCall run = board.Run(0, "run_masked");
        Assert.Equal(MvpRunReport.Ok, run.Value);
        Assert.True(run.Run.Cycles > run.Instructions);
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Invalidation_disables_the_block_until_the_next_run()
    {
        using var board = new MvpBoard();
        MvpImages images = MvpApp.Images;
        Assert.Equal(MvpRunReport.Ok, board.Run(0).Value);
        board.Call("adc_mvp_invalidate");
        Assert.Equal(0u, board.Load(MvpEnable));
        MvpRunReport report = board.Report(board.Run(1));
        Assert.Equal((MvpRunReport.Ok, (uint)images.Deltas.Sum(MvpImages.WordsOf)), (report.Status, report.WordsWritten));
        Assert.Equal(1u, board.Load(MvpEnable));
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_block_that_does_not_start_is_a_timeout()
    {
        using var board = new MvpBoard(MvpWait.Polling);
        Assert.Equal(MvpRunReport.Ok, board.Run(0).Value);
        board.Store(MvpEnable, 0);
        Assert.Equal(MvpRunReport.Timeout, board.Run(1).Value);
        Assert.Equal(MvpRunReport.Ok, board.Run(0).Value);
        Assert.Equal(MvpRunReport.Ok, board.Run(1).Value);
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void A_moved_arena_makes_the_driver_write_everything_again()
    {
        using var board = new MvpBoard();
        MvpSegment[] first = [new(MvpBoard.DataAddress, [1, 2, 3, 4], IsWritable: true), new(MvpBoard.DataAddress + 64, new byte[4], IsWritable: true)];
        MvpSegment[] second = [new(MvpBoard.DataAddress + 128, [5, 6, 7, 8], IsWritable: true), new(MvpBoard.DataAddress + 256, new byte[4], IsWritable: true)];
        uint[] copy = CopyProgram(first[0].Address, first[1].Address, 1);
        var images = new MvpImages([copy, copy], first);
        board.Use(images, first);
        Assert.Equal(MvpRunReport.Ok, board.Run(0).Value);
        Assert.Equal([1, 2, 3, 4], board.Board.ReadMemory(first[1].Address, 4));

        board.Use(images, second);
        Assert.Equal((uint)images.Deltas.Sum(MvpImages.WordsOf), board.Report(board.Run(1)).WordsWritten);
        Assert.Equal([5, 6, 7, 8], board.Board.ReadMemory(second[1].Address, 4));
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Registers_that_a_stream_leaves_out_keep_what_the_program_before_left()
    {
        using var board = new MvpBoard();
        MvpSegment[] segments = [new(MvpBoard.DataAddress, new byte[4], IsWritable: true)];

        // Counts up in R0 and stores it.
        var counter = new MvpProgramBuilder();
        counter.Preset(MvpRegister.R0, MvpComplex.Both((Half)3));
        MvpArrayHandle target = counter.Array(MvpBase.At(MvpBoard.DataAddress), MvpElementType.Int8);
        counter.Add(new MvpOperation(MvpOpcode.Inc2, MvpRegister.R0, default, default, new MvpOperand(MvpRegister.R0)), store: target.From(MvpRegister.R0));
        MvpImages whole = new([MvpEncoder.Encode(counter.Build(), MvpMemoryMap.AddressesOnly)], segments);
        board.Use(new MvpImages([whole.Deltas[0], [0]], [0]), segments);
        foreach ((int index, byte expected) in (ReadOnlySpan<(int, byte)>)[(0, 4), (1, 5), (0, 6), (1, 7), (1, 4)])
        {
            Assert.Equal(MvpRunReport.Ok, board.Run(index).Value);
            Assert.Equal(expected, board.Board.ReadMemory(MvpBoard.DataAddress, 1)[0]);
        }
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Runs_several_programs_at_once_until_one_fails()
    {
        using var one = new MvpBoard();
        using var several = new MvpBoard();
        BoardCall first = one.Run(0), second = one.Run(1);
        BoardCall both = several.Run(Range(0, 2), "run_several");
        Assert.Equal((MvpRunReport.Ok, MvpRunReport.Ok, MvpRunReport.Ok), (first.Value, second.Value, both.Value));
        Assert.Equal(one.Board.ReadMemory(MvpMemoryMap.RamStart, 64), several.Board.ReadMemory(MvpMemoryMap.RamStart, 64));
        Assert.InRange(both.Instructions, second.Instructions, first.Instructions + second.Instructions - 30);
        foreach ((int index, int count) in (ReadOnlySpan<(int, int)>)[(0, 0), (0, 3), (1, 2), (2, 1)])
        {
            Assert.Equal(MvpRunReport.WrongArgument, several.Run(Range(index, count), "run_several").Value);
        }

        Assert.Equal(MvpRunReport.Ok, several.Run(Range(0, 2), "run_several").Value);
        MvpSegment[] segments = [new(MvpBoard.DataAddress, new byte[4], IsWritable: true)];
        several.Use(new MvpImages([[0], [1, (68 << 8) | 1, 0], [0]], [0]), segments);
        BoardCall failing = several.Run(Range(0, 3), "run_several");
        Assert.Equal((MvpRunReport.WrongArgument, 1u), (failing.Value, several.Report(failing).Program));
        return;

        static int Range(int first, int count) => (count << 16) | first;
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void Refuses_what_it_cannot_run()
    {
        using var untouched = new MvpBoard(initialises: false);
        Assert.Equal(MvpRunReport.WrongState, untouched.Run(0).Value);
        untouched.Call("adc_mvp_invalidate");
        Assert.Equal(MvpRunReport.Ok, untouched.Call("adc_mvp_init").Value);
        Assert.Equal(MvpRunReport.Ok, untouched.Call("adc_mvp_init").Value);
        Assert.Equal(MvpRunReport.WrongArgument, untouched.Run(2).Value);
        Assert.Equal(MvpRunReport.WrongArgument, untouched.Call("run_one", 0, 0, 0, 0).Value);
        Assert.Equal(MvpRunReport.WrongArgument, untouched.Call("run_one", untouched.AddressOf("app_images"), 0, 1, 0).Value);
        Assert.Equal(MvpRunReport.WrongArgument, untouched.Call("run_one", untouched.AddressOf("app_images"), MvpBoard.DataAddress, 9, 0).Value);
        Assert.Equal(MvpRunReport.Ok, untouched.Run(0).Value);

        MvpSegment[] segments = [new(MvpBoard.DataAddress, new byte[4], IsWritable: true)];
        foreach (uint[] stream in (ReadOnlySpan<uint[]>)[[1, (68 << 8) | 1, 0], [1 << 8, 5u << 29]])
        {
            untouched.Use(new MvpImages([stream], [0]), segments);
            Assert.Equal(MvpRunReport.WrongArgument, untouched.Run(0).Value);
        }
    }

    [BoardFact(BoardImage.Compiler, BoardImage.Emulator)]
    public void An_array_in_a_segment_that_is_not_there_is_a_bus_error()
    {
        using var board = new MvpBoard();
        MvpSegment[] segments = [new(MvpBoard.DataAddress, new byte[64], IsWritable: true), new(MvpBoard.DataAddress + 64, new byte[64], IsWritable: true)];
        board.Use(new MvpImages([CopyProgram(segments[0].Address, segments[1].Address, 16)], segments), [segments[0]]);
        MvpRunReport report = board.Report(board.Run(0));
        Assert.Equal((MvpRunReport.Fault, (uint)MvpFlags.BusFault, 0u, 1u), (report.Status, report.FaultFlags, report.FaultAddress, report.FaultArray));
    }

    // Where the linker puts constants depends on the code before them.
    private static string WithoutAddress(string line) => Regex.Replace(line, "address 0x0800[0-9A-Fa-f]{4}", "address in flash");

    private static MvpWait Wait(bool asleep) => asleep ? MvpWait.Asleep : MvpWait.Polling;

    private static string[] Lines(MvpBoard board) =>
        [.. board.Board.Console.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("mvp ", StringComparison.Ordinal))];

    private static uint[] CopyProgram(uint source, uint target, int words)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle from = program.Array(MvpBase.At(source), MvpElementType.ComplexBinary16, d2: new(words, 1));
        MvpArrayHandle to = program.Array(MvpBase.At(target), MvpElementType.ComplexBinary16, d2: new(words, 1));
        MvpLoopSet loop = program.Loop(words);
        program.Add(
            MvpOperation.Noop, load0: from.To(MvpRegister.R0, MvpAxes.D2), store: to.From(MvpRegister.R0, MvpAxes.D2), begins: loop, ends: loop);
        return MvpEncoder.Encode(program.Build(), MvpMemoryMap.AddressesOnly);
    }

    private static MvpSegment[] Segments(ProgramWithBuffers[] programs, RandomPrograms source)
    {
        uint next = MvpBoard.DataAddress;
        return [.. Enumerable.Range(0, 4).Select(index =>
            Place(new MvpSegment(0, source.NextBytes(programs.Max(program => program.Buffers[index].SizeInBytes)), IsWritable: true), ref next))];
    }

    private static MvpSegment Place(MvpSegment segment, ref uint next)
    {
        MvpSegment placed = segment with { Address = next };
        next += ((uint)segment.Content.Length + 23) / 8 * 8;
        return placed;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SharedAndBoardFactAttribute : FactAttribute
    {
        public SharedAndBoardFactAttribute() => Skip = SharedTheoryAttribute.Reason ?? new BoardFactAttribute(BoardImage.Compiler, BoardImage.Emulator).Skip;
    }
}
