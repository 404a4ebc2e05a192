using Adc.Mvp;
using Adc.Tests.Support;

namespace Adc.Tests.Mvp;

/// <summary>One test for each rule of the issue model, on programs of a few lines.</summary>
public sealed class MvpCycleRulesTests
{
    private const int Overhead = 14;

    [Theory]
    [InlineData("R0 = MULR2A(R1, R2)", "R3 = MULR2A(R0, R2)", 1)] // to X
    [InlineData("R0 = MULR2A(R1, R2)", "R3 = MACR2A(R1, R0, R2)", 1)] // to Y
    [InlineData("R0 = MULR2A(R1, R2)", "R3 = MACR2A(R1, R2, R0)", 0)] // to A of a multiply-add
    [InlineData("R0 = MULR2A(R1, R2)", "R3 = ADDC(R1, R0)", 1)] // to A of an addition
    [InlineData("R0 = MULR2A(R1, R2)", "R3 = MULR2A(R1, R2)", 0)] // to nothing
    [InlineData("R0 = MULR2A(R1, R2)", "NOOP; store R0 to A0", 0)] // to a store
    [InlineData("R0 = MULR2A(R1, R2)", "R3 = MULR2A(R0, R2); load0 R0 from A0", 0)] // replaced by a load
    [InlineData("NOOP; store R1 to A0", "NOOP; load0 R2 from A0", 1)] // a load behind a store
    [InlineData("NOOP; store R1 to A0", "R3 = COPY(R1)", 0)] // no load behind a store
    public void A_second_instruction_waits(string first, string second, int cycles) =>
        Assert.Equal(2 + cycles + Overhead, Cycles($"A0 c.s8 0x20000000\nI0 {first}\nI1 {second}"));

    [Fact]
    public void A_bubble_hides_the_fence() => Assert.Equal(
        2 + 1 + Overhead, Cycles("A0 c.s8 0x20000000\nI0 R0 = MULR2A(R1, R2); store R1 to A0\nI1 R3 = MULR2A(R0, R2); load0 R1 from A0"));

    [Fact]
    public void A_load_and_store_in_one_instruction_repeat_without_waiting() => Assert.Equal(
        100 + Overhead,
        Cycles("A0 c.s8 0x20000000 d2 100x+1\nL0 100 times\nI0 NOOP; load0 R1 from A0; store R1 to A0 d2++; begin L0; end L0"));

    [Fact]
    public void One_instruction_alone_waits_two_cycles_for_each_flash_line() => Assert.Equal(
        400 + (2 * 100) + Overhead, Cycles(FlashLoop("I0 NOOP; load1 R1 from A0 d2++; begin L0; end L0")));

    [Fact]
    public void Another_instruction_between_hides_one_of_them() => Assert.Equal(
        800 + (1 * 100) + 1 + Overhead, Cycles(FlashLoop("I0 NOOP; load1 R1 from A0 d2++; begin L0\nI1 NOOP; end L0")));

    [Fact]
    public void A_bubble_between_hides_both() => Assert.Equal(
        1200 + 2 + Overhead, Cycles(FlashLoop("I0 R0 = COPY(R2); load1 R1 from A0 d2++; begin L0\nI1 R2 = MULR2A(R0, R3); end L0")));

    [Fact]
    public void Two_arrays_on_one_stream_fetch_each_time() => Assert.Equal(
        4 * (400 + 400) / 4 + (400 * 2 * 2) + Overhead,
        Cycles(FlashLoop("A1 c.s8 0x08010000 d2 400x+1", "I0 NOOP; load1 R1 from A0 d2++; begin L0\nI1 NOOP; load1 R1 from A1 d2++; end L0")));

    [Fact]
    public void A_stream_of_RAM_words_never_waits() => Assert.Equal(
        400 + Overhead, Cycles("A0 c.f16 0x20000000 d2 400x+1\nL0 400 times\nI0 NOOP; load0 R1 from A0 d2++; begin L0; end L0"));

    [Fact]
    public void Streams_on_one_RAM_port_wait_for_each_other()
    {
        MvpProgram program = Parse(
            "A0 c.f16 0x20000000 d2 400x+1\nA1 c.f16 0x20001000 d2 400x+1\nL0 400 times\n"
            + "I0 NOOP; load0 R1 from A0 d2++; load1 R2 from A1 d2++; begin L0; end L0");
        Assert.Equal(400 + Overhead, MvpCycleModel.Count(program, MvpMemoryMap.AddressesOnly).Cycles);
        Assert.Equal(800 + Overhead, MvpCycleModel.Count(program, MvpMemoryMap.AddressesOnly, new(LoadsShareRamPort: true)).Cycles);
    }

    [Fact]
    public void A_billion_instructions_are_counted_at_once()
    {
        MvpProgram program = Parse(
            "A0 c.s8 0x08000000 d1 1024x+1024 d2 1024x+1\nL0 1024 times\nL1 1024 times\nL2 1024 times, then step A0.d1\n"
            + "I0 R0 = MACR2A(R1, R2, R0); load1 R1 from A0 d2++; begin L0 L1 L2; end L2 L1 L0");
        MvpCycles count = MvpCycleModel.Count(program, MvpMemoryMap.AddressesOnly);
        Assert.Equal(1L << 30, count.Instructions);
        Assert.Equal((1L << 30) / 4 * 6 + Overhead, count.Cycles);
    }

    [SharedTheory, MemberData(nameof(GoldenSet.All), MemberType = typeof(GoldenSet))]
    public void Captured_programs_take_the_cycles_of_their_record(string name)
    {
        GoldenSet set = GoldenSet.Read(name);
        MvpProgram[] programs = [.. set.Programs.Select(words => MvpDecoder.Decode(words, MvpMemoryMap.AddressesOnly).Program)];
        long cycles = programs.Sum(program => MvpCycleModel.Count(program, MvpMemoryMap.AddressesOnly).Cycles);
        Assert.Equal(programs.Sum(program => MvpCycleModel.Step(program, MvpMemoryMap.AddressesOnly).Cycles), cycles);

        // The record was made with a coarser rule for flash, which convolutions notice.
        long coarser = name switch
        {
            "conv2d_3x3_same" => 64,
            "conv2d_3x3_valid" => 24,
            "conv2d_3x3_valid_stride2_odd_channels" => 12,
            "depthwise_3x3_valid_multiplier4_generic" => 1,
            _ => 0,
        };
        Assert.Equal(set.Cycles + coarser, cycles);
    }

    private static string FlashLoop(params string[] lines) =>
        "A0 c.s8 0x08000000 d2 400x+1\n" + string.Join('\n', lines[..^1]) + "\nL0 400 times\n" + lines[^1];

    private static long Cycles(string text)
    {
        MvpProgram program = Parse(text);
        MvpCycles count = MvpCycleModel.Count(program, MvpMemoryMap.AddressesOnly);
        Assert.Equal(MvpCycleModel.Step(program, MvpMemoryMap.AddressesOnly), count);
        return count.Cycles;
    }

    private static MvpProgram Parse(string text)
    {
        MvpProgram? program = MvpAssembler.Parse(text, out string? problem);
        Assert.Null(problem);
        return program!;
    }
}
