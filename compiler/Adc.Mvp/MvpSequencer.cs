namespace Adc.Mvp;

/// <summary>What follows an instruction.</summary>
public enum MvpProgress
{
    /// <summary>Another instruction.</summary>
    Continues,

    /// <summary>Nothing: the program has ended.</summary>
    Done,

    /// <summary>A loop ends here that has not begun.</summary>
    LoopError,

    /// <summary>Nothing is there: the last instruction did not end the program.</summary>
    RanOff,
}

/// <summary>Walks a program: which instruction is next, and at which addresses its streams stand. Knows no data.</summary>
/// <remarks>
/// For each instruction: <see cref="Enter"/>, then read <see cref="Address"/> as needed, then <see cref="Leave"/>. Follows the
/// words literally, nested or not, so that broken programs have a defined course; loops that end at one instruction are
/// looked at from the highest number down, and one that jumps back keeps those below it waiting.
/// </remarks>
public sealed class MvpSequencer
{
    private readonly InstructionSteps[] instructions;
    private readonly LoopSteps[] loops = new LoopSteps[MvpLimits.Loops];
    private readonly bool hasEnd;

    private readonly int[] sizes = new int[MvpLimits.Arrays * MvpLimits.Dimensions];
    private readonly int[] strides = new int[MvpLimits.Arrays * MvpLimits.Dimensions];
    private readonly int[] indices = new int[MvpLimits.Arrays * MvpLimits.Dimensions];
    private readonly uint[] addresses = new uint[MvpLimits.Arrays];
    private readonly int[] iterationsDone = new int[MvpLimits.Loops];
    private readonly int[] loopStarts = new int[MvpLimits.Loops];
    private int activeLoops;

    /// <param name="hasEnd">False for decoded words in which no instruction ends the program.</param>
    public MvpSequencer(MvpProgram program, MvpMemoryMap map, bool hasEnd = true)
    {
        this.hasEnd = hasEnd;
        instructions = [.. program.Instructions.Select(instruction => new InstructionSteps(instruction))];
        for (int loop = 0; loop < loops.Length; loop++)
        {
            loops[loop] = new LoopSteps(
                program.Loops[loop].Iterations, program.Loops[loop].StepOnExit.Mask, program.Loops[loop].ResetOnExit.Mask);
        }

        for (int array = 0; array < addresses.Length; array++)
        {
            addresses[array] = map.AddressOf(program.Arrays[array].Base);
            for (int axis = 0; axis < MvpLimits.Dimensions; axis++)
            {
                sizes[(MvpLimits.Dimensions * array) + axis] = program.Arrays[array][axis].Size;
                strides[(MvpLimits.Dimensions * array) + axis] = program.Arrays[array].StrideInBytes(axis);
            }
        }
    }

    /// <summary>The next instruction.</summary>
    public int ProgramCounter { get; private set; }

    /// <summary>Loops that have finished at least once. One bit each.</summary>
    public int FinishedLoops { get; private set; }

    /// <summary>The loop in which the last loop error happened.</summary>
    public int FaultyLoop { get; private set; }

    /// <summary>Where an array's current element lies.</summary>
    public uint Address(int array) => addresses[array];

    /// <summary>Starts the loops that begin at the next instruction.</summary>
    public void Enter()
    {
        int begins = instructions[ProgramCounter].Begins & ~activeLoops;
        if (begins == 0)
        {
            return;
        }

        activeLoops |= begins;
        for (int loop = 0; loop < MvpLimits.Loops; loop++)
        {
            if ((begins >> loop & 1) != 0)
            {
                iterationsDone[loop] = 1;
                loopStarts[loop] = ProgramCounter;
            }
        }
    }

    /// <summary>Steps the indices that the instruction steps, ends or repeats loops, and moves on.</summary>
    public MvpProgress Leave()
    {
        InstructionSteps instruction = instructions[ProgramCounter];
        Step(instruction.Load0);
        Step(instruction.Load1);
        Step(instruction.Store);
        int ends = instruction.Ends;
        for (int loop = MvpLimits.Loops - 1; ends != 0; loop--)
        {
            if ((ends >> loop & 1) == 0)
            {
                continue;
            }

            ends &= ~(1 << loop);
            if ((activeLoops >> loop & 1) == 0)
            {
                FaultyLoop = loop;
                return MvpProgress.LoopError;
            }

            if (iterationsDone[loop] < loops[loop].Iterations)
            {
                iterationsDone[loop]++;
                ProgramCounter = loopStarts[loop];
                return MvpProgress.Continues;
            }

            activeLoops &= ~(1 << loop);
            FinishedLoops |= 1 << loop;
            Step(loops[loop].Steps);
            Reset(loops[loop].Resets);
        }

        if (ProgramCounter < instructions.Length - 1)
        {
            ProgramCounter++;
            return MvpProgress.Continues;
        }

        return hasEnd ? MvpProgress.Done : MvpProgress.RanOff;
    }

    private void Step(int set)
    {
        for (int index = 0; set != 0; index++, set >>= 1)
        {
            if ((set & 1) == 0)
            {
                continue;
            }

            if (indices[index] + 1 < sizes[index])
            {
                indices[index]++;
                addresses[index / MvpLimits.Dimensions] += (uint)strides[index];
            }
            else
            {
                MoveToZero(index);
            }
        }
    }

    private void Reset(int set)
    {
        for (int index = 0; set != 0; index++, set >>= 1)
        {
            if ((set & 1) != 0)
            {
                MoveToZero(index);
            }
        }
    }

    private void MoveToZero(int index)
    {
        addresses[index / MvpLimits.Dimensions] -= (uint)(strides[index] * indices[index]);
        indices[index] = 0;
    }

    private readonly record struct LoopSteps(int Iterations, int Steps, int Resets);

    /// <summary>The parts of an instruction that move indices; sets of (array, axis) as in <see cref="MvpIndexSet"/>.</summary>
    private readonly record struct InstructionSteps(int Begins, int Ends, int Load0, int Load1, int Store)
    {
        public InstructionSteps(MvpInstruction instruction)
            : this(
                instruction.Begins.Mask,
                instruction.Ends.Mask,
                Steps(instruction.Load0),
                Steps(instruction.Load1),
                Steps(instruction.Store))
        {
        }

        // Arrays 5 to 7 exist only in broken words; nothing happens to their indices.
        private static int Steps(MvpStream? stream) =>
            stream is { } used && used.Array < MvpLimits.Arrays ? MvpIndexSet.Of(used.Array, used.Step).Mask : 0;
    }
}
