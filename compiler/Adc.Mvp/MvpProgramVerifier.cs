namespace Adc.Mvp;

/// <summary>Judges programs before they reach the hardware. A violation is a bug of whoever built the program.</summary>
/// <remarks>Stricter than the hardware: what no known program does, and is not documented, is a violation too.</remarks>
public static class MvpProgramVerifier
{
    private static readonly string StrideRange =
        FormattableString.Invariant($"{MvpLimits.MinimumStride} to {MvpLimits.MaximumStride}");

    /// <summary>Every violation found; empty for a good program.</summary>
    /// <param name="buffers">All memory the program may touch.</param>
    public static IReadOnlyList<MvpViolation> Verify(MvpProgram program, IEnumerable<MvpBuffer> buffers)
    {
        List<MvpViolation> violations = [];
        VerifyCounts(program, violations);
        if (violations.Count > 0)
        {
            return violations;
        }

        Dictionary<MvpBufferId, MvpBuffer> byId = buffers.ToDictionary(buffer => buffer.Id);
        VerifyLoops(program, violations);
        for (int index = 0; index < program.Instructions.Count; index++)
        {
            VerifyInstruction(program, index, violations);
        }

        VerifyPresets(program, violations);
        bool isSound = VerifyArrays(program, byId, violations);
        MvpLoopNode? tree = MvpLoopTree.Build(program, violations);
        if (tree is not null && isSound)
        {
            VerifyBounds(program, tree, byId, violations);
        }

        return violations;
    }

    /// <summary>Judges program words: their form, and then the program they encode.</summary>
    public static IReadOnlyList<MvpViolation> Verify(ReadOnlySpan<uint> words, MvpMemoryMap map)
    {
        MvpDecoding decoding = MvpDecoder.Decode(words, map);
        List<MvpViolation> violations = [];
        Check(violations, decoding.HasEnd, MvpRule.Encoding, $"no instruction ends the program");
        Check(violations, decoding.Command == MvpLimits.StartCommand, MvpRule.Encoding,
            $"the command is 0x{decoding.Command:X8}; a program starts with 0x{MvpLimits.StartCommand:X8}");
        Check(violations, decoding.IsCanonical || !decoding.HasEnd || decoding.Command != MvpLimits.StartCommand, MvpRule.Encoding,
            $"some words hold bits outside the fields, or stand behind the last instruction");
        violations.AddRange(Verify(decoding.Program, map.Buffers));
        return violations;
    }

    private static void Check(List<MvpViolation> violations, bool isFine, MvpRule rule, FormattableString sentence)
    {
        if (!isFine)
        {
            violations.Add(new MvpViolation(rule, FormattableString.Invariant(sentence)));
        }
    }

    private static void VerifyCounts(MvpProgram program, List<MvpViolation> violations)
    {
        Check(violations, program.Presets.Count == MvpLimits.Registers, MvpRule.Counts,
            $"{program.Presets.Count} presets; the hardware has {MvpLimits.Registers} registers");
        Check(violations, program.Arrays.Count == MvpLimits.Arrays, MvpRule.Counts,
            $"{program.Arrays.Count} arrays; the hardware has {MvpLimits.Arrays}");
        Check(violations, program.Loops.Count == MvpLimits.Loops, MvpRule.Counts,
            $"{program.Loops.Count} loops; the hardware has {MvpLimits.Loops}");
        Check(violations, program.Instructions.Count is >= 1 and <= MvpLimits.Instructions, MvpRule.Counts,
            $"{program.Instructions.Count} instructions; a program has 1 to {MvpLimits.Instructions}");
    }

    private static void VerifyLoops(MvpProgram program, List<MvpViolation> violations)
    {
        for (int number = 0; number < MvpLimits.Loops; number++)
        {
            MvpLoop loop = program.Loops[number];
            Check(violations, loop.Iterations is >= 1 and <= MvpLimits.MaximumIterations, MvpRule.Iterations,
                $"loop {number} runs {loop.Iterations} times; 1 to {MvpLimits.MaximumIterations} can be encoded");
            Check(violations, (loop.StepOnExit.Mask & loop.ResetOnExit.Mask) == 0, MvpRule.IndexSteps,
                $"loop {number} steps and resets the same index");
        }
    }

    private static void VerifyInstruction(MvpProgram program, int index, List<MvpViolation> violations)
    {
        MvpInstruction instruction = program.Instructions[index];
        MvpOperation operation = instruction.Operation;
        MvpOpcode opcode = operation.Opcode;
        Check(violations, opcode.IsDefined() && opcode.Evidence() != MvpEvidence.Guess, MvpRule.Operation,
            $"instruction {index}: what operation {opcode.Mnemonic()} does is not known");
        foreach (MvpOperand operand in (ReadOnlySpan<MvpOperand>)[operation.X, operation.Y, operation.A])
        {
            Check(violations, !operand.ZeroReal && !operand.ZeroImaginary, MvpRule.Operation,
                $"instruction {index}: what the zero modifiers of operands do is not known");
            Check(violations, IsRegister(operand.Register), MvpRule.RegisterUse,
                $"instruction {index}: there is no register {operand.Register}");
        }

        Check(violations, IsRegister(operation.Z), MvpRule.RegisterUse, $"instruction {index}: there is no register {operation.Z}");
        bool isKnownForEqualFactors = opcode is MvpOpcode.SqrMagC2 or MvpOpcode.MaxAc2;
        Check(violations, !isKnownForEqualFactors || operation.X == operation.Y, MvpRule.Operation,
            $"instruction {index}: {opcode.Mnemonic()} is only known to work with X equal to Y");
        int stepped = 0;
        for (int stream = 0; stream < 3; stream++)
        {
            if (instruction.Stream(stream) is not { } used)
            {
                continue;
            }

            Check(violations, IsRegister(used.Register), MvpRule.RegisterUse, $"instruction {index}: there is no register {used.Register}");
            if (used.Array is < 0 or >= MvpLimits.Arrays)
            {
                violations.Add(new(MvpRule.ArrayUse, FormattableString.Invariant($"instruction {index}: there is no array {used.Array}")));
                continue;
            }

            Check(violations, program.Arrays[used.Array] != MvpArray.Unused, MvpRule.ArrayUse,
                $"instruction {index}: array {used.Array} is not declared");
            int steps = MvpIndexSet.Of(used.Array, used.Step).Mask;
            Check(violations, (stepped & steps) == 0, MvpRule.IndexSteps,
                $"instruction {index} steps an index of array {used.Array} twice; what that does is not known");
            stepped |= steps;
        }

        if (instruction.Load0 is { } load0)
        {
            VerifyLoad(instruction, index, load0, violations);
            Check(violations, load0.Register != instruction.Load1?.Register, MvpRule.RegisterUse,
                $"instruction {index}: both loads go to {load0.Register}");
        }

        if (instruction.Load1 is { } load1)
        {
            VerifyLoad(instruction, index, load1, violations);
        }
    }

    private static void VerifyLoad(MvpInstruction instruction, int index, MvpStream load, List<MvpViolation> violations)
    {
        MvpOperation operation = instruction.Operation;
        bool isOverwritten = operation.Opcode.WritesZ() && operation.Z == load.Register;
        Check(violations, !isOverwritten || (operation.ReadMask >> load.Register.Index & 1) != 0, MvpRule.RegisterUse,
            $"instruction {index} loads {load.Register} and overwrites it unread; which of the two remains is not known");
    }

    private static bool IsRegister(MvpRegister register) => register.Index is >= 0 and < MvpLimits.Registers;

    private static void VerifyPresets(MvpProgram program, List<MvpViolation> violations)
    {
        int live = program.LiveRegisters;
        for (int register = 0; register < MvpLimits.Registers; register++)
        {
            bool isLive = (live >> register & 1) != 0;
            bool isPreset = program.Presets[register] is not null;
            Check(violations, !isLive || isPreset, MvpRule.RegisterUse, $"R{register} is read before anything gives it a value");
            Check(violations, isLive || !isPreset, MvpRule.RegisterUse, $"R{register} is preset, but nothing reads that value");
        }
    }

    private static bool VerifyArrays(MvpProgram program, Dictionary<MvpBufferId, MvpBuffer> buffers, List<MvpViolation> violations)
    {
        int before = violations.Count;
        for (int number = 0; number < MvpLimits.Arrays; number++)
        {
            MvpArray array = program.Arrays[number];
            for (int axis = 0; axis < MvpLimits.Dimensions; axis++)
            {
                MvpDimension dimension = array[axis];
                Check(violations, dimension.Size is >= 1 and <= MvpLimits.MaximumSize, MvpRule.Size,
                    $"array {number} has {dimension.Size:N0} elements along axis {axis}; 1 to {MvpLimits.MaximumSize:N0} can be encoded");
                Check(violations, dimension.StrideInElements is >= MvpLimits.MinimumStride and <= MvpLimits.MaximumStride, MvpRule.Stride,
                    $"array {number} has stride {dimension.StrideInElements} along axis {axis}; {StrideRange} can be encoded");
            }

            if (!array.Type.IsDefined())
            {
                violations.Add(new(MvpRule.ElementType, FormattableString.Invariant(
                    $"array {number} has the undefined element type {(int)array.Type}")));
                continue;
            }

            if (!IsUsed(program, number) || array == MvpArray.Unused)
            {
                continue;
            }

            if (!buffers.TryGetValue(array.Base.Buffer, out MvpBuffer? buffer))
            {
                violations.Add(new(MvpRule.Bounds, FormattableString.Invariant($"array {number} lies in no known buffer")));
                continue;
            }

            int alignment = array.Type.AlignmentInBytes();
            long offset = array.Base.OffsetInBytes;
            string place = FormattableString.Invariant($"{offset:N0} bytes into {buffer.Name}, which is aligned to {buffer.AlignmentInBytes}");
            Check(violations, buffer.AlignmentInBytes % alignment == 0 && offset % alignment == 0, MvpRule.Alignment,
                $"array {number} of {array.Type.ShortName()} starts {place}; its elements need multiples of {alignment}");
        }

        // Streams may name arrays that do not exist; those are reported with their instruction.
        return violations.Count == before && !violations.Exists(violation => violation.Rule is MvpRule.ArrayUse or MvpRule.Iterations);
    }

    private static bool IsUsed(MvpProgram program, int array) => program.Instructions.Any(instruction =>
        instruction.Load0?.Array == array || instruction.Load1?.Array == array || instruction.Store?.Array == array);

    private static void VerifyBounds(
        MvpProgram program, MvpLoopNode tree, Dictionary<MvpBufferId, MvpBuffer> buffers, List<MvpViolation> violations)
    {
        string[] streams = ["load 0", "load 1", "the store"];
        for (int number = 0; number < MvpLimits.Arrays; number++)
        {
            if (!IsUsed(program, number))
            {
                continue;
            }

            MvpArray array = program.Arrays[number];
            MvpBuffer buffer = buffers[array.Base.Buffer];
            MvpRange?[,] ranges = MvpAccessRanges.Of(program, tree, number);
            for (int instruction = 0; instruction < program.Instructions.Count; instruction++)
            {
                for (int stream = 0; stream < streams.Length; stream++)
                {
                    if (ranges[instruction, stream] is not { } range)
                    {
                        continue;
                    }

                    long first = array.Base.OffsetInBytes + range.Lowest;
                    long end = array.Base.OffsetInBytes + range.Highest + array.Type.SizeInBytes();
                    string access = FormattableString.Invariant($"instruction {instruction}, {streams[stream]} (array {number})");
                    Check(violations, first >= 0 && end <= buffer.SizeInBytes, MvpRule.Bounds,
                        $"{access} touches bytes {first:N0} to {end - 1:N0} of {buffer.Name}, which has {buffer.SizeInBytes:N0}");
                    string lasting = buffer.Kind == MvpMemoryKind.Flash ? "in flash" : "constant";
                    Check(violations, stream != 2 || (buffer.Kind == MvpMemoryKind.Ram && !buffer.IsConstant), MvpRule.ReadOnly,
                        $"instruction {instruction} stores to {buffer.Name}, which is {lasting}");
                }
            }
        }
    }
}
