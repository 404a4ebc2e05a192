using Adc.Mvp;

namespace Adc.Compiler.Lowering.Mvp;

/// <summary>What the core spends on starting the programs of a layer, while the accelerator waits.</summary>
/// <remarks>
/// Measured on the emulated board, firmware/mvp/adc_mvp_hw.c: a call of the driver takes about 90 instructions, each program 75 and 4 for
/// each word that it writes, 1.3 cycles an instruction. Which words differ from the program before is not known here: all count.
/// </remarks>
internal static class MvpLaunch
{
    private const double CyclesPerInstruction = 1.3;
    private const int PerCall = 90, PerProgram = 75, PerWord = 4;
    private const int ArrayWords = 4, LoopWords = 2, InstructionWords = 3;

    public static long Cycles(IEnumerable<MvpProgram> programs) =>
        (long)(CyclesPerInstruction * (PerCall + programs.Sum(program => PerProgram + (PerWord * Words(program)))));

    private static int Words(MvpProgram program) =>
        program.Presets.Count(preset => preset is not null)
        + (ArrayWords * program.Arrays.Count(array => array != MvpArray.Unused))
        + (LoopWords * Enumerable.Range(0, MvpLimits.Loops).Count(loop => program.Instructions.Any(instruction => (instruction.Begins.Mask & (1 << loop)) != 0)))
        + (InstructionWords * program.Instructions.Count);
}
