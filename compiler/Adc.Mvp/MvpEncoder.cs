namespace Adc.Mvp;

/// <summary>Turns a program into the 69 words of the register block, the command to start it last.</summary>
/// <remarks>Throws where a value has no encoding; the verifier explains such programs in sentences.</remarks>
public static class MvpEncoder
{
    public static uint[] Encode(MvpProgram program, MvpMemoryMap map)
    {
        uint[] words = new uint[MvpLimits.Words];
        Span<uint> next = words;
        foreach (MvpComplex? preset in Exactly(program.Presets, MvpLimits.Registers))
        {
            next = Put(next, preset?.Word ?? 0);
        }

        foreach (MvpArray array in Exactly(program.Arrays, MvpLimits.Arrays))
        {
            next = Put(next, map.AddressOf(array.Base));
            next = Put(next, Dimension(array.D0) | ((uint)array.Type & 3) << 12 | Field((uint)array.Type >> 2, 1, 14));
            next = Put(next, Dimension(array.D1));
            next = Put(next, Dimension(array.D2));
        }

        foreach (MvpLoop loop in Exactly(program.Loops, MvpLimits.Loops))
        {
            next = Put(next, Field(loop.Iterations - 1, 10, 0) | Indices(loop.StepOnExit));
            next = Put(next, Indices(loop.ResetOnExit));
        }

        int count = program.Instructions.Count;
        for (int slot = 0; slot < MvpLimits.Instructions; slot++)
        {
            MvpInstruction? instruction = slot < count ? program.Instructions[slot] : null;
            next = Put(next, instruction is null ? 0 : Operands(instruction.Operation));
            next = Put(next, instruction is null ? 0 : Streams(instruction));
            next = Put(next, instruction is null ? 0 : Control(instruction, isLast: slot == count - 1));
        }

        next[0] = MvpLimits.StartCommand;
        return words;
    }

    private static Span<uint> Put(Span<uint> words, uint word)
    {
        words[0] = word;
        return words[1..];
    }

    private static MvpList<T> Exactly<T>(MvpList<T> list, int count) => list.Count == count
        ? list
        : throw new ArgumentException(FormattableString.Invariant($"{list.Count} entries where the hardware has {count}"), nameof(list));

    private static uint Field(long value, int bits, int position) => value >= 0 && value < 1L << bits
        ? (uint)value << position
        : throw new ArgumentOutOfRangeException(nameof(value), value, FormattableString.Invariant($"does not fit {bits} bits"));

    private static uint Dimension(MvpDimension dimension) =>
        Field(dimension.Size - 1, 10, 0)
        | Field(dimension.StrideInElements - MvpLimits.MinimumStride, 12, 16) ^ 0x0800_0000;

    private static uint Indices(MvpIndexSet set)
    {
        uint word = 0;
        for (int array = 0; array < MvpLimits.Arrays; array++)
        {
            word |= (uint)set.AxesOf(array) << (12 + (4 * array));
        }

        return word;
    }

    private static uint Operands(MvpOperation operation) =>
        Operand(operation.X) | Operand(operation.Y) << 8 | Operand(operation.A) << 16 | Field(operation.Z.Index, 3, 28);

    private static uint Operand(MvpOperand operand) =>
        Field(operand.Register.Index, 3, 0)
        | (operand.ZeroReal ? 0x10u : 0) | (operand.NegateReal ? 0x20u : 0)
        | (operand.ZeroImaginary ? 0x40u : 0) | (operand.NegateImaginary ? 0x80u : 0);

    private static uint Streams(MvpInstruction instruction)
    {
        uint word = 0;
        for (int index = 0; index < 3; index++)
        {
            if (instruction.Stream(index) is { } stream)
            {
                uint bits = Field(stream.Register.Index, 3, 0) | 8 | Field(stream.Array, 3, 4) | Field((int)stream.Step, 3, 7);
                word |= bits << (10 * index);
            }
        }

        return word;
    }

    private static uint Control(MvpInstruction instruction, bool isLast)
    {
        uint word = Field((int)instruction.Operation.Opcode, 9, 20) | (isLast ? 0x8000_0000 : 0);
        for (int loop = 0; loop < MvpLimits.Loops; loop++)
        {
            word |= (instruction.Begins.Contains(loop) ? 1u : 0) << (2 * loop);
            word |= (instruction.Ends.Contains(loop) ? 2u : 0) << (2 * loop);
        }

        return word;
    }
}
