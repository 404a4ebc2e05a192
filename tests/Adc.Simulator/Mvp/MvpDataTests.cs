using Adc.Simulator.Mvp;

namespace Adc.Tests.Simulator.Mvp;

/// <summary>What loads, operations and stores do to numbers.</summary>
public sealed class MvpDataTests
{
    private readonly MvpBench bench = new();

    [Theory]
    [InlineData("s8", 0x80, -128)]
    [InlineData("s8", 0x7F, 127)]
    [InlineData("u8", 0xFF, 255)]
    public void Integers_load_exactly(string type, int stored, float expected)
    {
        bench.Ram[0] = (byte)stored;
        bench.Run($"A0 {type} 0x20000000\nA1 f16 0x20000010\nI0 NOOP; load0 R0 from A0; store R0 to A1");
        Assert.Equal(expected, bench.Half(0x10));
    }

    [Fact]
    public void A_load_of_one_number_clears_the_imaginary_part()
    {
        bench.Ram[0] = 5;
        bench.Run("R0 = (1, 9)\nA0 s8 0x20000000\nA1 c.f16 0x20000010\nI0 NOOP; load0 R0 from A0; store R0 to A1");
        Assert.Equal((5f, 0f), (bench.Half(0x10), bench.Half(0x12)));
    }

    [Fact]
    public void A_store_of_one_number_leaves_its_neighbour_alone()
    {
        bench.Ram.Fill(0xEE);
        bench.Run("R0 = (1, 9)\nA0 s8 0x20000000\nI0 NOOP; store R0 to A0");
        Assert.Equal((1, 0xEE), (bench.Ram[0], bench.Ram[1]));
    }

    [Theory]
    [InlineData("s8", "2.5", MvpTies.ToEven, 2, MvpFlags.None)]
    [InlineData("s8", "2.5", MvpTies.AwayFromZero, 3, MvpFlags.None)]
    [InlineData("s8", "-2.5", MvpTies.AwayFromZero, -3, MvpFlags.None)]
    [InlineData("s8", "-3.5", MvpTies.ToEven, -4, MvpFlags.None)]
    [InlineData("s8", "127.4", MvpTies.ToEven, 127, MvpFlags.None)]
    [InlineData("s8", "127.5", MvpTies.ToEven, 127, MvpFlags.StoreOverflow)]
    [InlineData("s8", "-60000", MvpTies.ToEven, -128, MvpFlags.StoreOverflow)]
    [InlineData("u8", "200.6", MvpTies.ToEven, 201, MvpFlags.None)]
    [InlineData("u8", "-1", MvpTies.ToEven, 0, MvpFlags.StoreOverflow)]
    [InlineData("u8", "300", MvpTies.ToEven, 255, MvpFlags.StoreOverflow)]
    [InlineData("s8", "0.25", MvpTies.ToEven, 0, MvpFlags.StoreUnderflow)]
    [InlineData("s8", "0.5", MvpTies.AwayFromZero, 1, MvpFlags.None)]
    [InlineData("s8", "0", MvpTies.ToEven, 0, MvpFlags.None)]
    [InlineData("s8", "bits:7C00", MvpTies.ToEven, 127, MvpFlags.StoreInfinity)]
    [InlineData("s8", "bits:FC00", MvpTies.ToEven, -128, MvpFlags.StoreInfinity)]
    [InlineData("s8", "bits:7E00", MvpTies.ToEven, 0, MvpFlags.StoreNaN)]
    public void Numbers_become_integers(string type, string number, MvpTies ties, int expected, MvpFlags flags)
    {
        bench.Ram.Fill(0xEE);
        MvpRun run = bench.Run($"R0 = ({number}, 0)\nA0 {type} 0x20000000\nI0 NOOP; store R0 to A0", new MvpSimulatorOptions(StoreTies: ties));
        Assert.Equal((byte)expected, bench.Ram[0]);
        Assert.Equal(flags | MvpFlags.ProgramDone, run.Flags);
    }

    [Fact]
    public void Binary16_stores_keep_every_bit()
    {
        bench.Run("R0 = (bits:7D01, bits:8000)\nA0 c.f16 0x20000000\nI0 NOOP; store R0 to A0");
        Assert.Equal([0x01, 0x7D, 0x00, 0x80], bench.Ram[..4].ToArray());
    }

    [Theory]
    [InlineData("CLEAR", 0, 0)]
    [InlineData("COPY(R3)", -7, 8)]
    [InlineData("COPY(-R3)", 7, -8)]
    [InlineData("COPY(-im R3)", -7, -8)]
    [InlineData("SWAP(R3)", 8, -7)]
    [InlineData("DBL(R3)", -14, 16)]
    [InlineData("RELU2(R3)", 0, 8)]
    [InlineData("NRELU2(R3)", -7, 0)]
    [InlineData("INC2(R3)", -6, 9)]
    [InlineData("DEC2(R3)", -8, 7)]
    [InlineData("ADDR(R3)", 1, 0)]
    [InlineData("ADDC(R1, R3)", -5, 11)]
    [InlineData("ADDC(R1, -R3)", 9, -5)]
    [InlineData("MAX2A(R1, R3)", 2, 8)]
    [InlineData("MIN2A(R1, R3)", -7, 3)]
    [InlineData("MULC(R1, R2)", 23, 2)]
    [InlineData("MULR2A(R1, R2)", 8, -15)]
    [InlineData("SQRMAGC2(R1, R1)", 13, 0)]
    [InlineData("MACC(R1, R2, R3)", 16, 10)]
    [InlineData("AACC(R1, R2, R3)", -1, 6)]
    [InlineData("MAXAC2(R1, R2, R3)", 4, 8)]
    [InlineData("CLIP2A(R2, R1, R3)", 2, 3)]
    [InlineData("MACR2A(R1, R2, R3)", 1, -7)]
    public void Operations_have_their_meaning(string operation, float real, float imaginary)
    {
        bench.Run($"R1 = (2, 3)\nR2 = (4, -5)\nR3 = (-7, 8)\nA0 c.f16 0x20000000\nI0 R0 = {operation}; store R0 to A0");
        Assert.Equal((real, imaginary), (bench.Half(0), bench.Half(2)));
    }

    [Theory]
    [InlineData(MvpMultiplyAdd.Fused, 0x1E02)] // (1 + 3 / 2^10)^2 - 1 = 6 / 2^10 + 9 / 2^20
    [InlineData(MvpMultiplyAdd.RoundedTwice, 0x1E00)] // the product alone rounds to 1 + 6 / 2^10
    public void A_multiply_add_rounds_as_often_as_chosen(MvpMultiplyAdd multiplyAdd, int expected)
    {
        bench.Run(
            "R1 = (bits:3C03, 0)\nR2 = (-1, 0)\nA0 f16 0x20000000\nI0 R0 = MACR2A(R1, R1, R2); store R0 to A0", new MvpSimulatorOptions(multiplyAdd));
        Assert.Equal(expected, bench.Ram[0] | bench.Ram[1] << 8);
    }

    /// <summary>The bench compares the single and the lockstep simulator; here on every pairing of values with rules of their own.</summary>
    [Theory]
    [InlineData("MACC(R1, R2, R3)")]
    [InlineData("MACC(-R1, R2, -im R3)")]
    [InlineData("MACR2A(R1, R2, R3)")]
    [InlineData("AACC(R1, R2, R3)")]
    [InlineData("CLIP2A(R1, R2, R3)")]
    [InlineData("MAXAC2(R1, R2, R3)")]
    [InlineData("MULC(R1, R2)")]
    [InlineData("MULR2A(R1, -R2)")]
    [InlineData("ADDC(R1, R3)")]
    [InlineData("MAX2A(R1, R3)")]
    [InlineData("MIN2A(R1, R3)")]
    [InlineData("RELU2(R3)")]
    public void Zeros_infinities_and_NaN_are_the_same_in_lockstep(string operation)
    {
        ushort[] values = [0x0000, 0x8000, 0x3C01, 0x7C00, 0x7E00];
        int pairs = values.Length * values.Length;
        int size = 4 * pairs;
        var wide = new MvpBench(size + (size * pairs * pairs));
        for (int pair = 0; pair < pairs; pair++)
        {
            wide.PutBits(4 * pair, values[pair / values.Length]);
            wide.PutBits((4 * pair) + 2, values[pair % values.Length]);
        }

        foreach (MvpMultiplyAdd multiplyAdd in Enum.GetValues<MvpMultiplyAdd>())
        {
            MvpRun run = wide.Run(
                $"""
                R1 = (0, 0)
                R2 = (0, 0)
                A0 c.f16 0x20000000 d2 {pairs}x+1
                A1 c.f16 0x20000000 d2 {pairs}x+1
                A2 c.f16 0x20000000 d2 {pairs}x+1
                A3 c.f16 0x{0x20000000 + size:X8} d0 {pairs}x+{pairs * pairs} d1 {pairs}x+{pairs} d2 {pairs}x+1
                L0 {pairs} times
                L1 {pairs} times, then step A0.d2 A3.d0
                L2 {pairs} times, then step A1.d2 A3.d1
                I0 NOOP; load0 R1 from A0; load1 R2 from A1; begin L0 L1 L2
                I1 R0 = {operation}; load0 R3 from A2 d2++; store R0 to A3 d2++; end L2 L1 L0
                """,
                new MvpSimulatorOptions(multiplyAdd));
            Assert.Equal(MvpOutcome.Done, run.Outcome);
        }
    }

    [Fact]
    public void A_load_is_seen_by_the_operation_and_its_result_by_the_store()
    {
        bench.Ram[0] = 20;
        bench.Run("A0 s8 0x20000000\nA1 s8 0x20000001\nI0 R0 = DBL(R0); load0 R0 from A0; store R0 to A1");
        Assert.Equal(40, bench.Ram[1]);
    }

    [Fact]
    public void Registers_remain_for_the_next_program()
    {
        MvpSimulator.Run(
            MvpBench.Words("R1 = (2, 3)\nI0 R4 = COPY(-R1)"), new MvpMemory(), MvpSimulatorOptions.Default, out var registers);
        Assert.Equal(((Half)(-2), (Half)(-3)), (registers[4].Real, registers[4].Imaginary));
    }
}
