namespace Adc.Mvp;

/// <summary>The lowest and the highest element that an access touches, as byte offsets from the array's base.</summary>
internal readonly record struct MvpRange(long Lowest, long Highest)
{
    public static MvpRange Nothing => new(long.MaxValue, long.MinValue);

    public MvpRange Moved(long bytes) => new(Lowest + bytes, Highest + bytes);

    public MvpRange With(MvpRange other) => new(Math.Min(Lowest, other.Lowest), Math.Max(Highest, other.Highest));
}

/// <summary>Finds, from the loops alone, exactly where each access of a program goes.</summary>
/// <remarks>
/// Arrays do not influence each other, so each is followed by itself. What a loop touches and how it leaves the array's
/// indices depends only on the indices it moves; for each of their values the loop is walked once and then remembered.
/// Programs that would still take too long get the bound by sizes, which is never too small.
/// </remarks>
internal sealed class MvpAccessRanges
{
    private const int StepLimit = 4_000_000;
    private const int StreamsPerInstruction = 3;

    private readonly MvpProgram program;
    private readonly int array;
    private readonly long[] strides;
    private readonly int[] sizes;
    private readonly Dictionary<MvpLoopNode, Walk> walks = new(ReferenceEqualityComparer.Instance);
    private int steps;

    private MvpAccessRanges(MvpProgram program, int array)
    {
        this.program = program;
        this.array = array;
        strides = [.. Enumerable.Range(0, MvpLimits.Dimensions).Select(axis => (long)program.Arrays[array].StrideInBytes(axis))];
        sizes = [.. Enumerable.Range(0, MvpLimits.Dimensions).Select(axis => program.Arrays[array][axis].Size)];
    }

    /// <summary>Ranges of one array's accesses, by instruction and stream; null where an instruction has no such stream.</summary>
    public static MvpRange?[,] Of(MvpProgram program, MvpLoopNode tree, int array)
    {
        var search = new MvpAccessRanges(program, array);
        search.Prepare(tree);
        Visit? visit = search.Run(tree, default);
        MvpRange?[,] ranges = new MvpRange?[program.Instructions.Count, StreamsPerInstruction];
        for (int instruction = 0; instruction < program.Instructions.Count; instruction++)
        {
            for (int stream = 0; stream < StreamsPerInstruction; stream++)
            {
                if (program.Instructions[instruction].Stream(stream)?.Array == array)
                {
                    ranges[instruction, stream] =
                        visit is null ? search.BoundBySizes() : visit.Ranges[(StreamsPerInstruction * instruction) + stream];
                }
            }
        }

        return ranges;
    }

    private MvpAxes Prepare(MvpLoopNode loop)
    {
        MvpAxes moved = MvpAxes.None;
        foreach (MvpNode node in loop.Body)
        {
            if (node is MvpLoopNode inner)
            {
                moved |= Prepare(inner) | inner.StepOnExit.AxesOf(array) | inner.ResetOnExit.AxesOf(array);
            }
            else
            {
                MvpInstruction instruction = program.Instructions[((MvpInstructionNode)node).Instruction];
                moved |= StepsOf(instruction.Load0) | StepsOf(instruction.Load1) | StepsOf(instruction.Store);
            }
        }

        walks.Add(loop, new Walk(moved));
        return moved;
    }

    private MvpAxes StepsOf(MvpStream? stream) => stream is { } used && used.Array == array ? used.Step : MvpAxes.None;

    /// <summary>One run of a loop with the array's indices at its entry; null when the limit is reached.</summary>
    private Visit? Run(MvpLoopNode loop, Indices entry)
    {
        Walk walk = walks[loop];
        Indices key = entry.Only(walk.Moved);
        if (walk.Visits.TryGetValue(key, out Visit? known))
        {
            return known;
        }

        var ranges = new MvpRange[program.Instructions.Count * StreamsPerInstruction];
        Array.Fill(ranges, MvpRange.Nothing);
        Indices indices = key;
        for (int iteration = 0; iteration < loop.Iterations; iteration++)
        {
            foreach (MvpNode node in loop.Body)
            {
                if (++steps > StepLimit)
                {
                    return null;
                }

                if (node is not MvpLoopNode inner)
                {
                    indices = Touch(((MvpInstructionNode)node).Instruction, indices, ranges);
                    continue;
                }

                if (Run(inner, indices) is not { } visit)
                {
                    return null;
                }

                MvpAxes innerMoves = walks[inner].Moved;
                Include(ranges, visit.Ranges, indices.Only(~innerMoves).Offset(strides));
                indices = indices.Only(~innerMoves).Plus(visit.Exit);
                indices = indices.Stepped(inner.StepOnExit.AxesOf(array), sizes).Only(~inner.ResetOnExit.AxesOf(array));
            }
        }

        var result = new Visit(ranges, indices);
        walk.Visits.Add(key, result);
        return result;
    }

    private Indices Touch(int instruction, Indices indices, MvpRange[] ranges)
    {
        long offset = indices.Offset(strides);
        Indices next = indices;
        for (int stream = 0; stream < StreamsPerInstruction; stream++)
        {
            if (program.Instructions[instruction].Stream(stream) is { } used && used.Array == array)
            {
                ref MvpRange range = ref ranges[(StreamsPerInstruction * instruction) + stream];
                range = range.With(new MvpRange(offset, offset));
                next = next.Stepped(used.Step, sizes);
            }
        }

        return next;
    }

    private static void Include(MvpRange[] ranges, MvpRange[] inner, long offset)
    {
        for (int position = 0; position < ranges.Length; position++)
        {
            if (inner[position] != MvpRange.Nothing)
            {
                ranges[position] = ranges[position].With(inner[position].Moved(offset));
            }
        }
    }

    private MvpRange BoundBySizes()
    {
        var range = new MvpRange(0, 0);
        for (int axis = 0; axis < MvpLimits.Dimensions; axis++)
        {
            long far = strides[axis] * (sizes[axis] - 1);
            range = new MvpRange(range.Lowest + Math.Min(far, 0), range.Highest + Math.Max(far, 0));
        }

        return range;
    }

    private sealed record Visit(MvpRange[] Ranges, Indices Exit);

    private sealed class Walk(MvpAxes moved)
    {
        /// <summary>Axes of the array that the loop moves, its own exit apart.</summary>
        public MvpAxes Moved => moved;

        public Dictionary<Indices, Visit> Visits { get; } = [];
    }

    private readonly record struct Indices(int I0, int I1, int I2)
    {
        public long Offset(long[] strides) => (I0 * strides[0]) + (I1 * strides[1]) + (I2 * strides[2]);

        /// <summary>The same with every other axis at 0.</summary>
        public Indices Only(MvpAxes axes) => new(
            (axes & MvpAxes.D0) != 0 ? I0 : 0, (axes & MvpAxes.D1) != 0 ? I1 : 0, (axes & MvpAxes.D2) != 0 ? I2 : 0);

        public Indices Plus(Indices other) => new(I0 + other.I0, I1 + other.I1, I2 + other.I2);

        public Indices Stepped(MvpAxes axes, int[] sizes) => new(
            (axes & MvpAxes.D0) != 0 ? (I0 + 1) % sizes[0] : I0,
            (axes & MvpAxes.D1) != 0 ? (I1 + 1) % sizes[1] : I1,
            (axes & MvpAxes.D2) != 0 ? (I2 + 1) % sizes[2] : I2);
    }
}
