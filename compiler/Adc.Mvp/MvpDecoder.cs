namespace Adc.Mvp;

/// <summary>What 69 words mean. Bits that the hardware does not implement are ignored.</summary>
/// <param name="Program">Holds undefined codes (operation, type, array) as they are; the verifier names them.</param>
/// <param name="HasEnd">False when no instruction ends the program.</param>
/// <param name="Command">The last word.</param>
/// <param name="IsCanonical">Whether encoding the program again gives the same words.</param>
public sealed record MvpDecoding(MvpProgram Program, bool HasEnd, uint Command, bool IsCanonical);

/// <summary>Reads program words. Never throws for 69 words, whatever they hold.</summary>
public static class MvpDecoder
{
    public static MvpDecoding Decode(ReadOnlySpan<uint> words, MvpMemoryMap map)
    {
        if (words.Length != MvpLimits.Words)
        {
            throw new ArgumentException(FormattableString.Invariant($"a program has {MvpLimits.Words} words"), nameof(words));
        }

        var arrays = new MvpArray[MvpLimits.Arrays];
        for (int array = 0; array < arrays.Length; array++)
        {
            arrays[array] = Array(words.Slice(MvpWordNames.Arrays + (4 * array), 4), map);
        }

        var loops = new MvpLoop[MvpLimits.Loops];
        for (int loop = 0; loop < loops.Length; loop++)
        {
            uint counts = words[MvpWordNames.Loops + (2 * loop)];
            uint resets = words[MvpWordNames.Loops + (2 * loop) + 1];
            loops[loop] = new MvpLoop((int)(counts & 0x3FF) + 1, Indices(counts), Indices(resets));
        }

        List<MvpInstruction> instructions = [];
        bool hasEnd = false;
        for (int slot = 0; slot < MvpLimits.Instructions && !hasEnd; slot++)
        {
            ReadOnlySpan<uint> instruction = words.Slice(MvpWordNames.Instructions + (3 * slot), 3);
            instructions.Add(Instruction(instruction[0], instruction[1], instruction[2]));
            hasEnd = instruction[2] >> 31 != 0;
        }

        var program = new MvpProgram(
            [.. new MvpComplex?[MvpLimits.Registers]], [.. arrays], [.. loops], [.. instructions]);
        program = program with { Presets = Presets(words[..MvpLimits.Registers], program.LiveRegisters) };
        uint command = words[MvpWordNames.Command];
        bool isCanonical = hasEnd && arrays.All(array => array.Type.IsDefined())
            && MvpEncoder.Encode(program, map).AsSpan().SequenceEqual(words);
        return new MvpDecoding(program, hasEnd, command, isCanonical);
    }

    // A zero that nobody reads is the encoding of "does not care".
    private static MvpList<MvpComplex?> Presets(ReadOnlySpan<uint> words, int live)
    {
        var presets = new MvpComplex?[MvpLimits.Registers];
        for (int register = 0; register < presets.Length; register++)
        {
            bool isLive = ((live >> register) & 1) != 0;
            presets[register] = words[register] != 0 || isLive ? MvpComplex.FromWord(words[register]) : null;
        }

        return [.. presets];
    }

    private static MvpArray Array(ReadOnlySpan<uint> words, MvpMemoryMap map)
    {
        bool isUnused = words[0] == 0 && words[1] == 0 && words[2] == 0 && words[3] == 0;
        uint type = ((words[1] >> 12) & 3) | ((words[1] >> 14) & 1) << 2;
        return isUnused
            ? MvpArray.Unused
            : new MvpArray(
                map.BaseAt(words[0]), (MvpElementType)type, Dimension(words[1]), Dimension(words[2]), Dimension(words[3]));
    }

    private static MvpDimension Dimension(uint word)
    {
        int stride = (int)(word >> 16) & 0xFFF;
        return new MvpDimension((int)(word & 0x3FF) + 1, stride > MvpLimits.MaximumStride ? stride - 0x1000 : stride);
    }

    private static MvpIndexSet Indices(uint word)
    {
        MvpIndexSet set = MvpIndexSet.Empty;
        for (int array = 0; array < MvpLimits.Arrays; array++)
        {
            set |= MvpIndexSet.Of(array, (MvpAxes)((word >> (12 + (4 * array))) & 7));
        }

        return set;
    }

    private static MvpInstruction Instruction(uint operands, uint streams, uint control)
    {
        int begins = 0;
        int ends = 0;
        for (int loop = 0; loop < MvpLimits.Loops; loop++)
        {
            begins |= (int)(control >> (2 * loop) & 1) << loop;
            ends |= (int)(control >> ((2 * loop) + 1) & 1) << loop;
        }

        var operation = new MvpOperation(
            (MvpOpcode)((control >> 20) & 0x1FF), Register(operands >> 28),
            Operand(operands), Operand(operands >> 8), Operand(operands >> 16));
        return new MvpInstruction(
            operation, Stream(streams), Stream(streams >> 10), Stream(streams >> 20), new MvpLoopSet(begins), new MvpLoopSet(ends));
    }

    private static MvpRegister Register(uint bits) => new((int)(bits & 7));

    private static MvpOperand Operand(uint bits) => new(
        Register(bits),
        NegateReal: (bits & 0x20) != 0, NegateImaginary: (bits & 0x80) != 0,
        ZeroReal: (bits & 0x10) != 0, ZeroImaginary: (bits & 0x40) != 0);

    private static MvpStream? Stream(uint bits) =>
        (bits & 8) == 0 ? null : new MvpStream(Register(bits), (int)(bits >> 4) & 7, (MvpAxes)((bits >> 7) & 7));
}
