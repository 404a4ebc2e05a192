using Adc.Mvp;
using Adc.Tests.Support;
using static Adc.Mvp.MvpRegister;

namespace Adc.Tests.Mvp;

public sealed class MvpEncoderTests
{
    [Theory, Seeds(100)]
    public void Decoding_undoes_encoding(int seed)
    {
        ProgramWithBuffers random = new RandomPrograms(seed).Next();
        MvpDecoding decoding = MvpDecoder.Decode(MvpEncoder.Encode(random.Program, random.Map), random.Map);
        Assert.True(decoding.IsCanonical);
        Assert.Equal(random.Program, decoding.Program);
    }

    [Theory, Seeds(100)]
    public void A_listing_reads_back_as_the_same_program(int seed)
    {
        MvpProgram program = new RandomPrograms(seed).Next().Program;
        string text = MvpDisassembler.Print(program);
        MvpProgram? read = MvpAssembler.Parse(text, out string? problem);
        Assert.Null(problem);
        Assert.Equal(program, read);
    }

    [Fact]
    public void A_program_of_one_instruction_has_the_documented_words()
    {
        // The vendor's addition of two vectors of eight binary16 numbers, as in its published field descriptions.
        uint[] words = MvpEncoder.Encode(AddVectors(), MvpMemoryMap.AddressesOnly);
        var expected = new Dictionary<string, uint>
        {
            ["ARRAY0ADDRCFG"] = 0x20000000,
            ["ARRAY0DIM0CFG"] = 0x00006000,
            ["ARRAY0DIM1CFG"] = 0x00040000,
            ["ARRAY0DIM2CFG"] = 0x00010003,
            ["ARRAY1ADDRCFG"] = 0x20000050,
            ["ARRAY1DIM0CFG"] = 0x00006000,
            ["ARRAY1DIM1CFG"] = 0x00040000,
            ["ARRAY1DIM2CFG"] = 0x00010003,
            ["ARRAY2ADDRCFG"] = 0x200000A0,
            ["ARRAY2DIM0CFG"] = 0x00006000,
            ["ARRAY2DIM1CFG"] = 0x00040000,
            ["ARRAY2DIM2CFG"] = 0x00010003,
            ["LOOP1CFG"] = 0x00222003,
            ["INSTR0CFG0"] = 0x30020001,
            ["INSTR0CFG1"] = 0x22B86A09,
            ["INSTR0CFG2"] = 0x94E0000F,
            ["CMD"] = 0x00000009,
        };
        Assert.Equal(expected, words.Index().Where(word => word.Item != 0).ToDictionary(word => MvpWordNames.NameOf(word.Index), word => word.Item));
    }

    [Fact]
    public void Word_names_run_through_the_register_block_without_a_gap()
    {
        Assert.Equal(
            ["ALU0REGSTATE", "ARRAY0ADDRCFG", "ARRAY4DIM2CFG", "LOOP0CFG", "LOOP7RST", "INSTR0CFG0", "INSTR7CFG2", "CMD"],
            ((int[])[0, 8, 27, 28, 43, 44, 67, 68]).Select(MvpWordNames.NameOf));
        Assert.Equal((0x064, 0x084, 0x0D4, 0x114, 0x174), (
            MvpWordNames.OffsetOf(0), MvpWordNames.OffsetOf(8), MvpWordNames.OffsetOf(28), MvpWordNames.OffsetOf(44), MvpWordNames.OffsetOf(68)));
    }

    [Fact]
    public void A_value_without_an_encoding_is_refused()
    {
        MvpProgram program = AddVectors();
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode(program with { Loops = [.. program.Loops.Select(_ => new MvpLoop(1025))] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode(WithDimension(program, new MvpDimension(0, 1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode(WithDimension(program, new MvpDimension(1, 2048))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode(WithDimension(program, new MvpDimension(1, -2049))));

        static uint[] Encode(MvpProgram program) => MvpEncoder.Encode(program, MvpMemoryMap.AddressesOnly);
        static MvpProgram WithDimension(MvpProgram program, MvpDimension dimension) =>
            program with { Arrays = [.. program.Arrays.Select(array => array with { D1 = dimension })] };
    }

    [Theory]
    [InlineData("R8 = (1, 1)")]
    [InlineData("R0 = (one, 1)")]
    [InlineData("A0 f32 buffer0")]
    [InlineData("L0 4 times, then step")]
    [InlineData("I1 NOOP")]
    [InlineData("I0 R0 = MACC(R1, R2, R3, R4)")]
    [InlineData("I0 R0 = MAGIC(R1)")]
    [InlineData("I0 NOOP; load2 R0 from A0")]
    public void A_line_that_is_no_part_of_a_program_is_named(string line)
    {
        Assert.Null(MvpAssembler.Parse(line, out string? problem));
        Assert.Equal($"'{line}' is no line of a program", problem);
    }

    [Fact]
    public void A_listing_names_everything_the_words_hold() => Snapshot.Verify(MvpDisassembler.Print(AddVectors(), _ => "unused"));

    private static MvpProgram AddVectors()
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle left = Vector(0x20000000);
        MvpArrayHandle right = Vector(0x20000050);
        MvpArrayHandle sum = Vector(0x200000A0);
        MvpLoopSet rows = program.Loop(1);
        MvpLoopSet columns = program.Loop(4, stepOnExit: left.D1 | right.D1 | sum.D1);
        program.Add(
            MvpOperation.AddC(R3, R1, R2),
            load0: left.To(R1, MvpAxes.D2), load1: right.To(R2, MvpAxes.D2), store: sum.From(R3, MvpAxes.D2),
            begins: rows | columns, ends: rows | columns);
        return program.Build();

        MvpArrayHandle Vector(uint address) =>
            program.Array(MvpBase.At(address), MvpElementType.ComplexBinary16, d1: new(1, 4), d2: new(4, 1));
    }
}
