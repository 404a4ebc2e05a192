using Adc.Mvp;

namespace Adc.Tests.Mvp;

/// <summary>A program together with the memory it was made for.</summary>
internal sealed record ProgramWithBuffers(MvpProgram Program, IReadOnlyList<MvpBuffer> Buffers)
{
    public MvpMemoryMap Map { get; } = MvpMemoryMap.Guess(Buffers);
}

/// <summary>Draws programs that keep every rule, of all shapes: nests, wraps, resets, shared streams, aliased buffers.</summary>
/// <param name="budget">About how many times the innermost instructions run at most.</param>
internal sealed class RandomPrograms(int seed, int budget = 1500)
{
    private static readonly MvpOpcode[] KnownOpcodes =
        [.. Enum.GetValues<MvpOpcode>().Where(opcode => opcode.Evidence() != MvpEvidence.Guess)];

    private static readonly MvpOpcode[] UsualOpcodes = [MvpOpcode.MacC, MvpOpcode.MacR2A, MvpOpcode.MulC, MvpOpcode.AddC];

    private static readonly MvpElementType[] Types = Enum.GetValues<MvpElementType>();

    private readonly Random random = new(seed);

    public ProgramWithBuffers Next()
    {
        int arrayCount = random.Next(1, MvpLimits.Arrays + 1);
        MvpArray[] arrays = [.. Enumerable.Range(0, arrayCount).Select(_ => NextArray())];

        // Buffer 0 is flash; the others are RAM. Arrays may share memory.
        int[] bufferOf = [.. arrays.Select(_ => random.Next(5) < 2 ? 0 : random.Next(1, 4))];
        long[] sizes = new long[4];
        for (int index = 0; index < arrayCount; index++)
        {
            (long lowest, long highest) = Box(arrays[index]);
            int slack = random.Next(4) * 4;
            arrays[index] = arrays[index] with { Base = new MvpBase(new MvpBufferId(bufferOf[index]), slack - lowest) };
            sizes[bufferOf[index]] = Math.Max(sizes[bufferOf[index]], slack - lowest + highest + arrays[index].Type.SizeInBytes());
        }

        int instructionCount = random.Next(1, MvpLimits.Instructions + 1);
        var begins = new MvpLoopSet[instructionCount];
        var ends = new MvpLoopSet[instructionCount];
        List<MvpLoop> loops = [];
        Nest(0, instructionCount - 1, depth: 0, budget, loops, begins, ends, arrayCount);
        MvpInstruction[] instructions =
        [
            .. Enumerable.Range(0, instructionCount).Select(index => NextInstruction(bufferOf) with { Begins = begins[index], Ends = ends[index] }),
        ];

        MvpProgram program = new(
            [.. new MvpComplex?[MvpLimits.Registers]],
            [.. arrays, .. Enumerable.Repeat(MvpArray.Unused, MvpLimits.Arrays - arrayCount)],
            [.. loops, .. Enumerable.Repeat(MvpLoop.Unused, MvpLimits.Loops - loops.Count)],
            [.. instructions]);
        int live = program.LiveRegisters;
        program = program with
        {
            Presets = [.. Enumerable.Range(0, MvpLimits.Registers).Select(register => (live >> register & 1) != 0 ? NextNumber() : (MvpComplex?)null)],
        };
        return new ProgramWithBuffers(program, [.. sizes.Select((size, index) => new MvpBuffer(
            new MvpBufferId(index), $"buffer {index}", index == 0 ? MvpMemoryKind.Flash : MvpMemoryKind.Ram, (int)size, 4))]);
    }

    /// <summary>Bits of a binary16 number: any, or one of moderate size.</summary>
    public ushort NextBits() => random.Next(4) == 0
        ? (ushort)random.Next(0x10000)
        : BitConverter.HalfToUInt16Bits((Half)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-16, 10))));

    public byte[] NextBytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);

        // Mostly moderate numbers when read as binary16; a few of any kind.
        for (int index = 1; index < count; index += 2)
        {
            if (random.Next(8) != 0)
            {
                bytes[index] = (byte)(bytes[index] & 0x83 | random.Next(6, 18) << 2);
            }
        }

        return bytes;
    }

    private MvpComplex NextNumber() => new(NextBits(), NextBits());

    private MvpArray NextArray() => new(
        MvpBase.At(0), Types[random.Next(Types.Length)], NextDimension(), NextDimension(), NextDimension());

    private MvpDimension NextDimension() => random.Next(3) == 0
        ? MvpDimension.Single
        : new MvpDimension(random.Next(8) == 0 ? random.Next(1, 200) : random.Next(1, 7), random.Next(4) == 0 ? random.Next(-9, 60) : random.Next(1, 3));

    private static (long Lowest, long Highest) Box(MvpArray array)
    {
        long lowest = 0;
        long highest = 0;
        for (int axis = 0; axis < MvpLimits.Dimensions; axis++)
        {
            long far = (long)array.StrideInBytes(axis) * (array[axis].Size - 1);
            (lowest, highest) = (lowest + Math.Min(far, 0), highest + Math.Max(far, 0));
        }

        return (lowest, highest);
    }

    private void Nest(int first, int last, int depth, int remaining, List<MvpLoop> loops, MvpLoopSet[] begins, MvpLoopSet[] ends, int arrays)
    {
        int position = first;
        while (position <= last)
        {
            if (loops.Count == MvpLimits.Loops || depth == 5 || random.Next(3) == 0)
            {
                position++;
                continue;
            }

            int end = random.Next(position, last + 1);
            int iterations = random.Next(1, Math.Min(MvpLimits.MaximumIterations, Math.Max(2, random.Next(3) == 0 ? remaining : Math.Min(remaining, 6))));
            int number = loops.Count;
            int step = NextIndices(arrays);
            loops.Add(new MvpLoop(iterations, new MvpIndexSet(step), new MvpIndexSet(random.Next(4) == 0 ? NextIndices(arrays) & ~step : 0)));
            begins[position] |= MvpLoopSet.Of(number);
            ends[end] |= MvpLoopSet.Of(number);
            Nest(position, end, depth + 1, remaining / iterations, loops, begins, ends, arrays);
            position = end + 1;
        }
    }

    private int NextIndices(int arrays) => random.Next(3) == 0 ? 0 : 1 << random.Next(3 * arrays) | 1 << random.Next(3 * arrays);

    private MvpInstruction NextInstruction(int[] bufferOf)
    {
        MvpOperation operation = random.Next(5) == 0 ? MvpOperation.Noop : NextOperation();
        int[] writable = [.. Enumerable.Range(0, bufferOf.Length).Where(array => bufferOf[array] != 0)];
        int stepped = 0;
        MvpStream? load0 = random.Next(3) > 0 ? NextStream(random.Next(bufferOf.Length), ref stepped) : null;
        MvpStream? load1 = random.Next(3) == 0 ? NextStream(random.Next(bufferOf.Length), ref stepped) : null;
        load0 = IsOverwritten(operation, load0) ? null : load0;
        load1 = IsOverwritten(operation, load1) || load0?.Register == load1?.Register ? null : load1;
        MvpStream? store = random.Next(3) == 0 && writable.Length > 0 ? NextStream(writable[random.Next(writable.Length)], ref stepped) : null;
        return new MvpInstruction(operation, load0, load1, store);
    }

    private static bool IsOverwritten(MvpOperation operation, MvpStream? load) =>
        load is { } used && operation.Opcode.WritesZ() && operation.Z == used.Register && (operation.ReadMask >> used.Register.Index & 1) == 0;

    private MvpStream NextStream(int array, ref int stepped)
    {
        int axes = random.Next(4) == 0 ? random.Next(8) : random.Next(2) == 0 ? 4 : 1 << random.Next(3);
        axes = random.Next(5) == 0 ? 0 : axes & ~(int)new MvpIndexSet(stepped).AxesOf(array);
        stepped |= MvpIndexSet.Of(array, (MvpAxes)axes).Mask;
        return new MvpStream(NextRegister(), array, (MvpAxes)axes);
    }

    private MvpRegister NextRegister() => new(random.Next(MvpLimits.Registers));

    private MvpOperation NextOperation()
    {
        MvpOpcode[] choice = random.Next(2) == 0 ? UsualOpcodes : KnownOpcodes;
        MvpOpcode opcode = choice[random.Next(choice.Length)];
        MvpOperand x = NextOperand(opcode.ReadsX());
        return new MvpOperation(
            opcode, opcode.WritesZ() ? NextRegister() : default, x,
            opcode is MvpOpcode.SqrMagC2 or MvpOpcode.MaxAc2 ? x : NextOperand(opcode.ReadsY()), NextOperand(opcode.ReadsA()));
    }

    private MvpOperand NextOperand(bool isRead) =>
        isRead ? new MvpOperand(NextRegister(), NegateReal: random.Next(5) == 0, NegateImaginary: random.Next(5) == 0) : default;
}
