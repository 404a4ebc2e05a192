using Adc.Mvp;
using Adc.Tests.Support;
using static Adc.Mvp.MvpRegister;
using Op = Adc.Mvp.MvpOperation;

namespace Adc.Tests.Mvp;

public sealed class MvpProgramVerifierTests
{
    private static readonly MvpBufferId Weights = new(0);
    private static readonly MvpBufferId Input = new(1);
    private static readonly MvpBufferId Output = new(2);

    private static readonly MvpBuffer[] Buffers =
    [
        new(Weights, "weights", MvpMemoryKind.Flash, 64),
        new(Input, "input", MvpMemoryKind.Ram, 32),
        new(Output, "output", MvpMemoryKind.Ram, 4),
    ];

    [Theory, Seeds(100)]
    public void Random_programs_that_keep_the_rules_pass(int seed)
    {
        ProgramWithBuffers random = new RandomPrograms(seed).Next();
        Assert.Empty(MvpProgramVerifier.Verify(random.Program, random.Buffers));
        Assert.Empty(MvpProgramVerifier.Verify(MvpEncoder.Encode(random.Program, random.Map), random.Map));
    }

    [Fact]
    public void Four_rows_of_sixteen_weights_pass() => Assert.Empty(Verify(MatrixTimesVector()));

    [Fact]
    public void A_row_too_many_is_out_of_bounds() => AssertViolates(
        MatrixTimesVector(rows: 5), MvpRule.Bounds,
        "instruction 1, load 1 (array 1) touches bytes 0 to 79 of weights, which has 64",
        "instruction 4, the store (array 2) touches bytes 0 to 4 of output, which has 4");

    [Fact]
    public void A_base_one_row_late_is_out_of_bounds() => AssertViolates(
        WithArray(MatrixTimesVector(), 1, array => array with { Base = array.Base + 16 }), MvpRule.Bounds,
        "instruction 1, load 1 (array 1) touches bytes 16 to 79 of weights, which has 64");

    [Fact]
    public void A_negative_stride_reaches_below_the_buffer() => AssertViolates(
        WithArray(MatrixTimesVector(), 0, array => array with { D2 = new(16, -1) }), MvpRule.Bounds,
        "instruction 1, load 0 (array 0) touches bytes -30 to 1 of input, which has 32");

    [Fact]
    public void An_index_that_wraps_before_the_border_stays_inside() =>
        Assert.Empty(Verify(WithArray(MatrixTimesVector(rows: 4), 2, array => array with { D2 = new(3, 1) })));

    [Fact]
    public void An_array_in_no_known_buffer_is_out_of_bounds() => AssertViolates(
        WithArray(MatrixTimesVector(), 0, array => array with { Base = MvpBase.At(0x20000000) }), MvpRule.Bounds, "array 0 lies in no known buffer");

    [Fact]
    public void A_store_to_a_constant_in_RAM_is_refused()
    {
        MvpBuffer[] pinned = [.. Buffers.Select(buffer => buffer.Id == Weights ? buffer with { Kind = MvpMemoryKind.Ram, IsConstant = true } : buffer)];
        MvpProgram program = WithArray(MatrixTimesVector(), 2, array => array with { Base = new(Weights, 0) });
        Assert.Contains(MvpProgramVerifier.Verify(program, pinned), violation => violation is
        {
            Rule: MvpRule.ReadOnly, Sentence: "instruction 4 stores to weights, which is constant",
        });
        Assert.Empty(MvpProgramVerifier.Verify(MatrixTimesVector(), pinned));
    }

    [Fact]
    public void A_store_to_flash_is_refused() => AssertViolates(
        WithArray(MatrixTimesVector(), 2, array => array with { Base = new(Weights, 0) }), MvpRule.ReadOnly, "instruction 4 stores to weights, which is in flash");

    [Theory]
    [InlineData(1, MvpElementType.Binary16)]
    [InlineData(3, MvpElementType.ComplexInt8)]
    [InlineData(2, MvpElementType.ComplexBinary16)]
    public void Elements_off_their_alignment_are_refused(int offset, MvpElementType type) => AssertViolates(
        WithArray(MatrixTimesVector(columns: 2), 0, array => array with { Base = array.Base + offset, Type = type }), MvpRule.Alignment,
        $"array 0 of {type.ShortName()} starts {offset} bytes into input, which is aligned to 4; its elements need multiples of {type.SizeInBytes()}");

    [Fact]
    public void An_array_aligned_more_strictly_than_its_buffer_is_refused()
    {
        MvpBuffer[] buffers = [Buffers[0], Buffers[1] with { AlignmentInBytes = 1 }, Buffers[2]];
        Assert.Contains(MvpProgramVerifier.Verify(MatrixTimesVector(), buffers), violation => violation.Rule == MvpRule.Alignment);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void A_dimension_of_a_size_without_encoding_is_refused(int size) => AssertViolates(
        WithArray(MatrixTimesVector(), 0, array => array with { D1 = new(size, 0) }), MvpRule.Size,
        $"array 0 has {size:N0} elements along axis 1; 1 to 1,024 can be encoded");

    [Theory]
    [InlineData(-2049)]
    [InlineData(2048)]
    public void A_stride_without_encoding_is_refused(int stride) => AssertViolates(
        WithArray(MatrixTimesVector(), 0, array => array with { D1 = new(1, stride) }), MvpRule.Stride,
        $"array 0 has stride {stride} along axis 1; -2048 to 2047 can be encoded");

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void A_loop_count_without_encoding_is_refused(int count) => AssertViolates(
        WithLoop(MatrixTimesVector(), 1, loop => loop with { Iterations = count }), MvpRule.Iterations,
        $"loop 1 runs {count} times; 1 to 1024 can be encoded");

    [Fact]
    public void An_undefined_element_type_is_refused() => AssertViolates(
        WithArray(MatrixTimesVector(), 0, array => array with { Type = (MvpElementType)3 }), MvpRule.ElementType, "array 0 has the undefined element type 3");

    [Fact]
    public void A_guessed_operation_is_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 3, instruction => instruction with { Operation = instruction.Operation with { Opcode = MvpOpcode.FanA } }),
        MvpRule.Operation, "instruction 3: what operation FANA does is not known");

    [Fact]
    public void An_undefined_operation_is_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 3, instruction => instruction with { Operation = instruction.Operation with { Opcode = (MvpOpcode)0x04F } }),
        MvpRule.Operation, "instruction 3: what operation OP04F does is not known");

    [Theory]
    [InlineData(MvpOpcode.SqrMagC2)]
    [InlineData(MvpOpcode.MaxAc2)]
    public void Operations_known_for_one_register_twice_are_refused_for_two(MvpOpcode opcode) => AssertViolates(
        WithInstruction(MatrixTimesVector(), 3, instruction => instruction with { Operation = new(opcode, R0, R0, R6, R0) }),
        MvpRule.Operation, $"instruction 3: {opcode.Mnemonic()} is only known to work with X equal to Y");

    [Fact]
    public void Zero_modifiers_are_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 3, instruction => instruction with { Operation = instruction.Operation with { A = new(R0, ZeroReal: true) } }),
        MvpRule.Operation, "instruction 3: what the zero modifiers of operands do is not known");

    [Fact]
    public void A_register_read_before_it_has_a_value_is_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 3, instruction => instruction with { Operation = Op.AddR(R0, R3) }), MvpRule.RegisterUse,
        "R3 is read before anything gives it a value");

    [Fact]
    public void A_preset_that_nothing_reads_is_refused() => AssertViolates(
        MatrixTimesVector() with { Presets = [.. Enumerable.Repeat<MvpComplex?>(MvpComplex.Zero, 1), .. Enumerable.Repeat<MvpComplex?>(null, 7)] },
        MvpRule.RegisterUse, "R0 is preset, but nothing reads that value");

    [Fact]
    public void Two_loads_to_one_register_are_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 1, instruction => instruction with
        {
            Operation = Op.MacR2A(R0, R6, R6, R0),
            Load1 = instruction.Load1!.Value with { Register = R6 },
        }),
        MvpRule.RegisterUse, "instruction 1: both loads go to R6");

    [Fact]
    public void A_load_that_is_overwritten_unread_is_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 1, instruction => instruction with { Operation = Op.MacR2A(R7, R6, R6, R6) }), MvpRule.RegisterUse,
        "instruction 1 loads R7 and overwrites it unread; which of the two remains is not known");

    [Fact]
    public void A_register_that_does_not_exist_is_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 0, instruction => instruction with { Operation = Op.Clear(new MvpRegister(8)) }), MvpRule.RegisterUse,
        "instruction 0: there is no register R8", "R0 is read before anything gives it a value");

    [Theory]
    [InlineData(5, "instruction 4: there is no array 5")]
    [InlineData(3, "instruction 4: array 3 is not declared")]
    public void An_array_that_does_not_exist_is_refused(int array, string sentence) => AssertViolates(
        WithInstruction(MatrixTimesVector(), 4, instruction => instruction with { Store = new(R0, array) }), MvpRule.ArrayUse, sentence);

    [Fact]
    public void An_index_stepped_twice_in_one_instruction_is_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 1, instruction => instruction with { Load1 = new(R7, 0, MvpAxes.D2) }), MvpRule.IndexSteps,
        "instruction 1 steps an index of array 0 twice; what that does is not known");

    [Fact]
    public void An_index_stepped_and_reset_by_one_loop_is_refused() => AssertViolates(
        WithLoop(MatrixTimesVector(), 1, loop => loop with { ResetOnExit = loop.StepOnExit }), MvpRule.IndexSteps, "loop 1 steps and resets the same index");

    [Fact]
    public void A_loop_that_never_ends_is_refused() => AssertViolates(
        WithInstruction(MatrixTimesVector(), 4, instruction => instruction with { Ends = MvpLoopSet.Empty }), MvpRule.LoopSpan,
        "loop 0 begins at 1 instructions and ends at 0; it needs one of each");

    [Fact]
    public void A_loop_that_ends_before_it_begins_is_refused() => AssertViolates(
        Spanning(MatrixTimesVector(), (0, 3, 1)), MvpRule.LoopSpan, "loop 0 ends at instruction 1, before it begins at instruction 3");

    [Fact]
    public void Loops_that_overlap_without_nesting_are_refused() => AssertViolates(
        Spanning(MatrixTimesVector(), (0, 0, 2), (1, 1, 3)), MvpRule.LoopNesting,
        "loop 0 (instructions 0 to 2) and loop 1 (instructions 1 to 3) overlap without nesting");

    [Fact]
    public void An_enclosing_loop_with_the_higher_number_is_refused() => AssertViolates(
        Spanning(MatrixTimesVector(), (1, 0, 4), (0, 1, 1)), MvpRule.LoopOrder, "loop 1 encloses loop 0; the enclosing loop must have the lower number");

    [Fact]
    public void Loops_side_by_side_may_have_any_numbers() =>
        Assert.DoesNotContain(Verify(Spanning(MatrixTimesVector(rows: 1), (1, 1, 1), (0, 3, 4))), violation => violation.Rule == MvpRule.LoopOrder);

    [Fact]
    public void Nine_instructions_are_refused()
    {
        MvpProgram program = MatrixTimesVector();
        AssertViolates(
            program with { Instructions = [.. Enumerable.Repeat(program.Instructions[0], 9)] }, MvpRule.Counts, "9 instructions; a program has 1 to 8");
    }

    [Theory]
    [InlineData("CMD", 0u, "the command is 0x00000000; a program starts with 0x00000009")]
    [InlineData("INSTR4CFG2", 0x1D700002u, "no instruction ends the program")]
    [InlineData("LOOP0RST", 1u, "some words hold bits outside the fields, or stand behind the last instruction")]
    [InlineData("INSTR6CFG1", 8u, "some words hold bits outside the fields, or stand behind the last instruction")]
    public void Words_that_no_program_encodes_to_are_refused(string name, uint word, string sentence)
    {
        MvpMemoryMap map = MvpMemoryMap.Guess(Buffers);
        uint[] words = MvpEncoder.Encode(MatrixTimesVector(), map);
        words[Enumerable.Range(0, MvpLimits.Words).Single(index => MvpWordNames.NameOf(index) == name)] = word;
        Assert.Contains(new MvpViolation(MvpRule.Encoding, sentence), MvpProgramVerifier.Verify(words, map));
    }

    // Output row = sum over columns of binary16 input times int8 weight.
    private static MvpProgram MatrixTimesVector(int rows = 4, int columns = 16)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle input = program.Array(new(Input, 0), MvpElementType.Binary16, d2: new(columns, 1));
        MvpArrayHandle weights = program.Array(new(Weights, 0), MvpElementType.Int8, d1: new(rows, columns), d2: new(columns, 1));
        MvpArrayHandle output = program.Array(new(Output, 0), MvpElementType.Int8, d2: new(rows, 1));
        MvpLoopSet outer = program.Loop(rows);
        MvpLoopSet inner = program.Loop(columns, stepOnExit: weights.D1);
        program.Add(Op.Clear(R0), begins: outer);
        program.Add(Op.MacR2A(R0, R6, R7, R0), load0: input.To(R6, MvpAxes.D2), load1: weights.To(R7, MvpAxes.D2), begins: inner, ends: inner);
        program.Add(Op.Noop);
        program.Add(Op.Copy(R0, R0));
        program.Add(Op.Copy(R5, R0), store: output.From(R5, MvpAxes.D2), ends: outer);
        return program.Build();
    }

    private static MvpProgram WithArray(MvpProgram program, int number, Func<MvpArray, MvpArray> change) =>
        program with { Arrays = [.. program.Arrays.Select((array, index) => index == number ? change(array) : array)] };

    private static MvpProgram WithLoop(MvpProgram program, int number, Func<MvpLoop, MvpLoop> change) =>
        program with { Loops = [.. program.Loops.Select((loop, index) => index == number ? change(loop) : loop)] };

    private static MvpProgram WithInstruction(MvpProgram program, int number, Func<MvpInstruction, MvpInstruction> change) =>
        program with { Instructions = [.. program.Instructions.Select((instruction, index) => index == number ? change(instruction) : instruction)] };

    private static MvpProgram Spanning(MvpProgram program, params (int Loop, int Begin, int End)[] spans) => program with
    {
        Instructions =
        [
            .. program.Instructions.Select((instruction, index) => instruction with
            {
                Begins = MvpLoopSet.Of([.. spans.Where(span => span.Begin == index).Select(span => span.Loop)]),
                Ends = MvpLoopSet.Of([.. spans.Where(span => span.End == index).Select(span => span.Loop)]),
            }),
        ],
    };

    private static IReadOnlyList<MvpViolation> Verify(MvpProgram program) => MvpProgramVerifier.Verify(program, Buffers);

    private static void AssertViolates(MvpProgram program, MvpRule rule, params string[] sentences) =>
        Assert.Equal(sentences, Verify(program).Where(violation => violation.Rule == rule).Select(violation => violation.Sentence));
}
