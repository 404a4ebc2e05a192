using Adc.Mvp;
using Adc.Simulator.Mvp;

namespace Adc.Tests.Simulator.Mvp;

public sealed class MvpFaultTests
{
    private readonly MvpBench bench = new();

    [Fact]
    public void A_load_beside_all_memory_is_a_bus_fault() => AssertFault(
        MvpBench.Words("A1 c.f16 0x20000040\nI0 NOOP\nI1 NOOP; load1 R0 from A1"),
        new MvpFault(MvpFlags.BusFault, 1, Array: 1, MvpBus.Load1, Address: 0x20000040), status: 0x2101);

    [Fact]
    public void A_load_across_the_end_of_memory_is_a_bus_fault() => AssertFault(
        MvpBench.Words("A0 f16 0x20000038 d2 9x+1\nL0 9 times\nI0 NOOP; load0 R0 from A0 d2++; begin L0; end L0"),
        new MvpFault(MvpFlags.BusFault, 0, Array: 0, MvpBus.Load0, Address: 0x20000040), status: 0x1000);

    [Fact]
    public void A_store_to_flash_is_a_bus_fault() => AssertFault(
        MvpBench.Words("R0 = (1, 1)\nA0 s8 0x08000000\nI0 NOOP; store R0 to A0"),
        new MvpFault(MvpFlags.BusFault, 0, Array: 0, MvpBus.Store, Address: 0x08000000), status: 0x3000);

    [Theory]
    [InlineData("c.s8", 1)]
    [InlineData("f16", 3)]
    [InlineData("c.f16", 2)]
    public void An_element_off_its_alignment_is_a_fault(string type, int offset) => AssertFault(
        MvpBench.Words($"A0 {type} 0x{0x20000000 + offset:X8}\nI0 NOOP; load0 R0 from A0"),
        new MvpFault(MvpFlags.AlignmentFault, 0, Array: 0, MvpBus.Load0, Address: 0x20000000 + (uint)offset), status: 0x1000);

    [Fact]
    public void An_operation_without_meaning_is_a_fault() =>
        AssertFault(MvpBench.Words("I0 R0 = IFC(R1, R2, R3)"), new MvpFault(MvpFlags.AluFault, 0), status: 0);

    [Fact]
    public void An_array_that_does_not_exist_is_a_fault() => AssertFault(
        MvpBench.Words("I0 NOOP; load0 R0 from A6"), new MvpFault(MvpFlags.ArrayFault, 0, Array: 6, MvpBus.Load0), status: 0x1600);

    [Fact]
    public void A_reserved_element_type_is_a_fault() => AssertFault(
        Changed(MvpBench.Words("A0 f16 0x20000000\nI0 NOOP; load0 R0 from A0"), word: 9, 0x3000),
        new MvpFault(MvpFlags.ArrayFault, 0, Array: 0, MvpBus.Load0), status: 0x1000);

    [Fact]
    public void A_loop_that_ends_without_a_beginning_is_a_fault() =>
        AssertFault(MvpBench.Words("I0 NOOP\nI1 NOOP; end L3"), new MvpFault(MvpFlags.LoopFault, 1, Loop: 3), status: 0x30001);

    [Fact]
    public void A_program_without_an_end_is_a_fault() => AssertFault(
        Changed(MvpBench.Words("I0 NOOP"), word: 46, 0), new MvpFault(MvpFlags.LoopFault, 7), status: 7);

    [Fact]
    public void What_was_stored_before_a_fault_stays()
    {
        bench.Run("R0 = (7, 0)\nA0 s8 0x2000003F d2 2x+1\nL0 2 times\nI0 NOOP; store R0 to A0 d2++; begin L0; end L0");
        Assert.Equal(7, bench.Ram[0x3F]);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(8u)]
    public void Another_command_than_initialise_and_start_runs_nothing(uint command) => Assert.Equal(
        new MvpRun(MvpOutcome.NotStarted, MvpFlags.None, null, 0, 0), bench.Run(Changed(MvpBench.Words("I0 NOOP"), word: 68, command)));

    [Fact]
    public void The_limit_ends_a_long_program()
    {
        MvpRun run = bench.Run("L0 1024 times\nL1 1024 times\nI0 NOOP; begin L0 L1; end L1 L0", new MvpSimulatorOptions(InstructionLimit: 5000));
        Assert.Equal((MvpOutcome.LimitReached, 5000L, MvpFlags.Loop0Done), (run.Outcome, run.Instructions, (MvpFlags)((int)run.Flags >> 1)));
    }

    [Fact]
    public void A_program_that_ends_raises_its_flag_and_those_of_its_loops() => Assert.Equal(
        MvpFlags.ProgramDone | (MvpFlags)((int)MvpFlags.Loop0Done << 5), bench.Run("L5 2 times\nI0 NOOP; begin L5; end L5").Flags);

    private void AssertFault(uint[] words, MvpFault fault, uint status)
    {
        MvpRun run = bench.Run(words);
        Assert.Equal(MvpOutcome.Faulted, run.Outcome);
        Assert.Equal(fault, run.Fault);
        Assert.Equal(status, run.Fault!.StatusWord);
        Assert.True(run.Flags.HasFlag(fault.Flag));
        Assert.False(run.Flags.HasFlag(MvpFlags.ProgramDone));
    }

    private static uint[] Changed(uint[] words, int word, uint value)
    {
        words[word] = value;
        return words;
    }
}
