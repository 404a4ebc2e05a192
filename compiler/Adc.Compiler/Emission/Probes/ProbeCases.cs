using Adc.Compiler.Ir;
using Adc.Mvp;
using static Adc.Mvp.MvpRegister;

namespace Adc.Compiler.Emission.Probes;

/// <summary>What no document says about the accelerator, in order of worth: rounding, stores, memory, registers.</summary>
public static class ProbeCases
{
    /// <summary>Buffers that programs name, and addresses of the kind that they will have.</summary>
    public static readonly MvpBufferId Ram = new(1), Flash = new(2), Result = new(3);

    public const int RamBytes = 8192, FlashBytes = 16384;

    private const int Pairs = 512, Passes = 256;

    public static MvpMemoryMap Map { get; } = new(
    [
        (new MvpBuffer(Ram, "RAM", MvpMemoryKind.Ram, RamBytes), MvpMemoryMap.RamStart),
        (new MvpBuffer(Flash, "flash", MvpMemoryKind.Flash, FlashBytes), MvpMemoryMap.FlashStart),
        (new MvpBuffer(Result, "result", MvpMemoryKind.Ram, 4), MvpMemoryMap.RamStart + 0x10000),
    ]);

    public static Sequence<ProbeCase> All { get; } =
    [
        new(
            "mac_rounding", "Is a multiply-add rounded once? (1 + 2^-10)^2 - (1 + 2^-9) is 2^-20, or 0 if the product is rounded before.",
            MultiplyAdd(0x3C01, 0x3C01, 0xBC02), [new("fused: set mvp.mac_rounding to fused", 0x0010_0010), new("rounded twice: set mvp.mac_rounding to twice", 0)]),
        new(
            "partial_rewrite", "Do registers keep a program, so that only its presets must be written anew? 2 * 3 + 1.",
            MultiplyAdd(0x4000, 0x4200, 0x3C00), [new("registers keep their program", 0x4700_4700)], PresetsOnly: true),
        new(
            "macc_rounding", "Is a complex multiply-add rounded once? Its real part is 2^-20, or 0 if something is rounded on the way.",
            OneResult(
                MvpOperation.MacC(R4, R1, R2, R3), MvpElementType.Binary16, (R1, new MvpComplex(0x3C01, 0x3C00)), (R2, new MvpComplex(0x3C01, 0x3C02)), (R3, MvpComplex.Zero)),
            [new("rounded once", 0x0010), new("rounded on the way", 0)]),
        new(
            "subnormals", "Are results below 2^-14 kept? 2^-14 * 2^-10.",
            OneResult(MvpOperation.MulR2A(R4, R1, R2), MvpElementType.Binary16, (R1, new MvpComplex(0x0400, 0)), (R2, new MvpComplex(0x1400, 0))),
            [new("kept", 0x0001), new("flushed to zero", 0)]),
        new(
            "store_ties", "How are 0.5, 1.5, 2.5 and -2.5 stored as int8?",
            FourStores(0x3800, 0x3E00, 0x4100, 0xC100),
            [
                new("ties to even: set mvp.store_ties to even", 0xFE02_0200), new("ties away from zero: set mvp.store_ties to away", 0xFD03_0201),
                new("ties upwards", 0xFE03_0201), new("cut off", 0xFE02_0100),
            ]),
        new(
            "store_special", "How are NaN, +infinity, -infinity and 1000 stored as int8?",
            FourStores(0x7E00, 0x7C00, 0xFC00, 0x63D0),
            [new("NaN is 0, the others saturate", 0x7F80_7F00), new("NaN is 127, the others saturate", 0x7F80_7F7F), new("NaN is -128, the others saturate", 0x7F80_7F80)]),
        new(
            "ram_pairs", "How many cycles does a multiply-add of two pairs from RAM take?",
            Stream(Ram, strideOfWeights: 1), Timings(Stream(Ram, 1), ("one cycle: mvp.ram_ports separate", timing => timing), ("a port for both: mvp.ram_ports shared", timing => timing with { LoadsShareRamPort = true })),
            CountsCycles: true),
        new(
            "flash_lines", "How long does a new line of flash take in a loop of one instruction?",
            Stream(Flash, strideOfWeights: 1), FlashTimings(Stream(Flash, 1)), CountsCycles: true),
        new(
            "flash_stride", "And where each access is to another line, with two instructions between, as in depthwise convolutions?",
            Strided(), FlashTimings(Strided()), CountsCycles: true),
        new(
            "fence", "How long does a load wait that directly follows a store?",
            Fence(), Timings(Fence(), [.. Enumerable.Range(0, 5).Select(cycles => ($"{cycles} cycles", (Func<MvpTiming, MvpTiming>)(timing => timing with { FenceInCycles = cycles })))]),
            CountsCycles: true),
        new(
            "overhead", "How long does a program of one instruction take?",
            MultiplyAdd(0x3C00, 0x3C00, 0x3C00),
            Timings(MultiplyAdd(0x3C00, 0x3C00, 0x3C00), [.. Enumerable.Range(4, 26).Select(cycles => ($"overhead of {cycles} cycles", (Func<MvpTiming, MvpTiming>)(timing => timing with { ProgramOverheadInCycles = cycles })))]),
            CountsCycles: true),
        new(
            "addr_imaginary", "What is the imaginary part of ADDR(1 + 2i)?",
            OneResult(MvpOperation.AddR(R4, R1), MvpElementType.ComplexBinary16, (R1, new MvpComplex(0x3C00, 0x4000))),
            [new("zero", 0x0000_4200), new("the same sum", 0x4200_4200), new("that of its operand", 0x4000_4200)]),
        new(
            "zero_real", "What does the operand bit REALZERO do? COPY(1 + 2i).",
            Modified(new MvpOperand(R1, ZeroReal: true)), [new("the real part becomes zero", 0x4000_0000), new("nothing", 0x4000_3C00)]),
        new(
            "zero_imaginary", "What does the operand bit IMAGZERO do? COPY(1 + 2i).",
            Modified(new MvpOperand(R1, ZeroImaginary: true)), [new("the imaginary part becomes zero", 0x0000_3C00), new("nothing", 0x4000_3C00)]),
    ];

    private static MvpProgram MultiplyAdd(ushort x, ushort y, ushort a) => OneResult(
        MvpOperation.MacR2A(R4, R1, R2, R3), MvpElementType.ComplexBinary16, (R1, new MvpComplex(x, x)), (R2, new MvpComplex(y, y)), (R3, new MvpComplex(a, a)));

    private static MvpProgram Modified(MvpOperand operand) =>
        OneResult(MvpOperation.Copy(R4, operand), MvpElementType.ComplexBinary16, (R1, new MvpComplex(0x3C00, 0x4000)));

    private static MvpProgram OneResult(MvpOperation operation, MvpElementType type, params (MvpRegister Register, MvpComplex Value)[] presets)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle to = program.Array(new MvpBase(Result, 0), type);
        foreach ((MvpRegister register, MvpComplex value) in presets)
        {
            program.Preset(register, value);
        }

        program.Add(operation, store: to.From(R4));
        return program.Build();
    }

    private static MvpProgram FourStores(params ushort[] values)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle to = program.Array(new MvpBase(Result, 0), MvpElementType.Int8, d2: new(values.Length, 1));
        for (int index = 0; index < values.Length; index++)
        {
            program.Preset(new MvpRegister(index), new MvpComplex(values[index], 0));
            program.Add(MvpOperation.Copy(R5, new MvpRegister(index)), store: to.From(R5, MvpAxes.D2));
        }

        return program.Build();
    }

    /// <summary>The inner loop of a dense layer: activations in half precision, weights as pairs of bytes.</summary>
    private static MvpProgram Stream(MvpBufferId weights, int strideOfWeights)
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle input = program.Array(new MvpBase(Ram, 0), MvpElementType.ComplexBinary16, d2: new(Pairs, 1));
        MvpArrayHandle weight = program.Array(new MvpBase(weights, weights == Ram ? 4 * Pairs : 0), MvpElementType.ComplexInt8, d2: new(Pairs, strideOfWeights));
        MvpLoopSet all = program.Loop(Pairs);
        program.Preset(R5, MvpComplex.Zero);
        program.Add(MvpOperation.MacR2A(R5, R6, R7, R5), input.To(R6, MvpAxes.D2), weight.To(R7, MvpAxes.D2), begins: all, ends: all);
        return program.Build();
    }

    private static MvpProgram Strided()
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle input = program.Array(new MvpBase(Ram, 0), MvpElementType.ComplexInt8, d2: new(Passes, 1));
        MvpArrayHandle weight = program.Array(new MvpBase(Flash, 0), MvpElementType.ComplexInt8, d2: new(Passes, 32));
        MvpLoopSet all = program.Loop(Passes);
        program.Preset(R0, MvpComplex.Zero);
        program.Preset(R1, MvpComplex.Zero);
        program.Preset(R5, MvpComplex.Zero);
        program.Add(MvpOperation.MacR2A(R6, R6, R0, R1), input.To(R6, MvpAxes.D2), weight.To(R7, MvpAxes.D2), begins: all);
        program.Add(MvpOperation.MacR2A(R5, R6, R7, R5), ends: all);
        return program.Build();
    }

    private static MvpProgram Fence()
    {
        var program = new MvpProgramBuilder();
        MvpArrayHandle from = program.Array(new MvpBase(Ram, 0), MvpElementType.ComplexInt8, d2: new(Passes, 1));
        MvpArrayHandle to = program.Array(new MvpBase(Ram, RamBytes / 2), MvpElementType.ComplexBinary16, d2: new(Passes, 1));
        MvpLoopSet all = program.Loop(Passes);
        program.Preset(R0, MvpComplex.Zero);
        program.Add(MvpOperation.Noop, from.To(R6, MvpAxes.D2), begins: all);
        program.Add(MvpOperation.Noop, store: to.From(R0, MvpAxes.D2), ends: all);
        return program.Build();
    }

    private static Sequence<ProbeAnswer> FlashTimings(MvpProgram program) => Timings(
        program,
        [
            .. Enumerable.Range(0, 6).Select(cycles => ($"{cycles} cycles more, fetched ahead", (Func<MvpTiming, MvpTiming>)(timing => timing with { FlashLineInCycles = cycles }))),
            .. Enumerable.Range(1, 5).Select(cycles => ($"{cycles} cycles more, never fetched ahead", (Func<MvpTiming, MvpTiming>)(timing => timing with { FlashLineInCycles = cycles, FetchesAhead = false }))),
        ]);

    /// <summary>Cycles under each assumption; of assumptions that cannot be told apart the first.</summary>
    private static Sequence<ProbeAnswer> Timings(MvpProgram program, params (string Text, Func<MvpTiming, MvpTiming> Assume)[] assumptions) =>
        assumptions.Select(assumption => new ProbeAnswer(assumption.Text, (uint)MvpCycleModel.Count(program, Map, assumption.Assume(MvpTiming.Default)).Cycles))
            .DistinctBy(answer => answer.Value).ToSequence();
}
