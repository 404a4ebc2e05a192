namespace Adc.Mvp;

/// <summary>Counts a program's cycles loop by loop, remembering what each loop did from which situation.</summary>
/// <remarks>
/// What a loop costs, and the situation it leaves behind, depends on its entry only through: ages of results and accesses;
/// those indices that may wrap or be reset inside; and, where fetches can cost anything, addresses modulo a flash line and
/// how each stream's first access relates to the word it holds. Two entries equal in these run alike, whatever the
/// addresses, so the second is looked up instead of run. Only loads matter: stores cost no time of their own.
/// </remarks>
internal sealed class MvpCycleComposition
{
    // Below this many instructions a loop is run rather than looked up.
    private const int WorthRemembering = 16;

    private readonly MvpProgram program;
    private readonly MvpIssueRules rules;
    private readonly Dictionary<MvpLoopNode, Memory> memories = new(ReferenceEqualityComparer.Instance);

    private readonly int[] sizes = new int[MvpLimits.Arrays * MvpLimits.Dimensions];
    private readonly int[] strides = new int[MvpLimits.Arrays * MvpLimits.Dimensions];
    private readonly int[] indices = new int[MvpLimits.Arrays * MvpLimits.Dimensions];
    private readonly uint[] addresses = new uint[MvpLimits.Arrays];

    // The last load of each stream; before the first one, no array.
    private readonly int[] lastArrays = [-1, -1];
    private readonly uint[] lastAddresses = new uint[2];

    // Of the arrays that are loaded: their indices, and the arrays whose fetches can cost time.
    private readonly int loadedIndices;
    private readonly int costly;

    public MvpCycleComposition(MvpProgram program, MvpMemoryMap map, MvpTiming timing)
    {
        this.program = program;
        rules = new MvpIssueRules(program, timing);
        int loaded = program.Instructions.Aggregate(
            0, (mask, instruction) => mask | ArrayMask(instruction.Load0) | ArrayMask(instruction.Load1));
        for (int array = 0; array < addresses.Length; array++)
        {
            if ((loaded >> array & 1) == 0)
            {
                continue;
            }

            addresses[array] = map.AddressOf(program.Arrays[array].Base);
            loadedIndices |= MvpIndexSet.Of(array, MvpAxes.D0 | MvpAxes.D1 | MvpAxes.D2).Mask;
            bool isFlash = MvpMemoryMap.KindAt(addresses[array]) == MvpMemoryKind.Flash;
            costly |= isFlash || timing.LoadsShareRamPort ? 1 << array : 0;
            for (int axis = 0; axis < MvpLimits.Dimensions; axis++)
            {
                sizes[(MvpLimits.Dimensions * array) + axis] = program.Arrays[array][axis].Size;
                strides[(MvpLimits.Dimensions * array) + axis] = program.Arrays[array].StrideInBytes(axis);
            }
        }
    }

    public MvpCycles Run(MvpLoopNode tree)
    {
        LoopFacts facts = Learn(tree);
        RunBody(tree);
        return new MvpCycles(rules.Total, facts.Instructions);
    }

    private void RunBody(MvpLoopNode loop)
    {
        for (int iteration = 0; iteration < loop.Iterations; iteration++)
        {
            foreach (MvpNode node in loop.Body)
            {
                if (node is MvpLoopNode inner)
                {
                    RunLoop(inner);
                    Step(inner.StepOnExit.Mask);
                    Reset(inner.ResetOnExit.Mask);
                }
                else
                {
                    RunInstruction(((MvpInstructionNode)node).Instruction);
                }
            }
        }
    }

    private void RunInstruction(int index)
    {
        MvpInstruction instruction = program.Instructions[index];
        uint load0 = Load(0, instruction.Load0);
        uint load1 = Load(1, instruction.Load1);
        rules.Issue(index, load0, load1);
        Step(Steps(instruction));
    }

    private uint Load(int stream, MvpStream? load)
    {
        if (load is not { } used)
        {
            return 0;
        }

        lastArrays[stream] = used.Array;
        return lastAddresses[stream] = addresses[used.Array];
    }

    private void RunLoop(MvpLoopNode loop)
    {
        Memory memory = memories[loop];
        if (memory.Facts.Instructions < WorthRemembering)
        {
            RunBody(loop);
            return;
        }

        ulong[] situation = Describe(memory);
        if (memory.Outcomes.TryGetValue(situation, out Outcome? outcome))
        {
            Repeat(memory.Facts, outcome);
            return;
        }

        ulong[] key = [.. situation];
        uint[] entryAddresses = [.. addresses];
        int[] entryIndices = [.. indices];
        long entryElapsed = rules.Elapsed;
        RunBody(loop);
        memory.Outcomes.Add(key, new Outcome(
            rules.Elapsed - entryElapsed,
            rules.State,
            [.. memory.Facts.Moving.Select(index => indices[index] - entryIndices[index])],
            [.. lastArrays],
            [.. lastArrays.Select((array, stream) => array < 0 ? 0 : lastAddresses[stream] - entryAddresses[array])]));
    }

    // Of indices that wrap or are reset the situation holds the value, so that their movement is the same each time.
    private void Repeat(LoopFacts facts, Outcome outcome)
    {
        for (int stream = 0; stream < 2; stream++)
        {
            if (facts.Loads[stream] != 0)
            {
                lastArrays[stream] = outcome.LastArrays[stream];
                lastAddresses[stream] = addresses[outcome.LastArrays[stream]] + outcome.LastAddresses[stream];
            }
        }

        for (int position = 0; position < facts.Moving.Length; position++)
        {
            Move(facts.Moving[position], outcome.Movements[position]);
        }

        rules.Skip(outcome.Elapsed);
        rules.State = outcome.State;
        rules.Word0 = lastArrays[0] < 0 ? -1 : lastAddresses[0] >> 2;
        rules.Word1 = lastArrays[1] < 0 ? -1 : lastAddresses[1] >> 2;
    }

    private ulong[] Describe(Memory memory)
    {
        LoopFacts facts = memory.Facts;
        ulong[] situation = memory.Situation;
        MvpIssueState state = rules.State;
        situation[0] = state.ResultAges;
        situation[1] = state.Load0Age | ((ulong)state.Load1Age << 8) | ((ulong)state.OlderAge << 16) | ((ulong)(byte)state.StoredBy << 24);
        int next = 2;
        for (int position = 0; position < facts.Moving.Length; position++)
        {
            int index = facts.Moving[position];
            bool isFree = (facts.Resets >> index & 1) == 0 && indices[index] + facts.Steps[index] < sizes[index];
            situation[next++] = isFree ? ulong.MaxValue : (ulong)indices[index];
        }

        for (int stream = 0; stream < 2; stream++)
        {
            int arrays = facts.Loads[stream] & costly;
            int first = facts.FirstArrays[stream];
            if (arrays == 0)
            {
                continue;
            }

            for (int array = 0; array < MvpLimits.Arrays; array++)
            {
                if ((arrays >> array & 1) != 0)
                {
                    // Of several arrays on a stream, also how far they are apart.
                    ulong distance = arrays == 1 << array ? 0 : addresses[array] - addresses[first];
                    situation[next++] = (addresses[array] & 7) | (distance << 3);
                }
            }

            bool isFirstEver = lastArrays[stream] < 0;
            situation[next++] = facts.FirstIsUnmoved[stream]
                ? Relation(isFirstEver, lastAddresses[stream], addresses[first])
                : isFirstEver ? ulong.MaxValue : lastAddresses[stream] - addresses[first];
        }

        return situation;
    }

    private static ulong Relation(bool isFirstEver, uint held, uint wanted) =>
        isFirstEver || held >> 3 != wanted >> 3 ? 0ul : held >> 2 == wanted >> 2 ? 2ul : 1ul;

    private void Step(int set)
    {
        set &= loadedIndices;
        for (int index = 0; set != 0; index++, set >>= 1)
        {
            if ((set & 1) != 0)
            {
                Move(index, indices[index] + 1 < sizes[index] ? 1 : -indices[index]);
            }
        }
    }

    private void Reset(int set)
    {
        set &= loadedIndices;
        for (int index = 0; set != 0; index++, set >>= 1)
        {
            if ((set & 1) != 0)
            {
                Move(index, -indices[index]);
            }
        }
    }

    private void Move(int index, int by)
    {
        indices[index] += by;
        addresses[index / MvpLimits.Dimensions] += (uint)(strides[index] * by);
    }

    private LoopFacts Learn(MvpLoopNode loop)
    {
        var facts = new LoopFacts();
        foreach (MvpNode node in loop.Body)
        {
            if (node is MvpLoopNode inner)
            {
                LoopFacts innerFacts = Learn(inner);
                facts.Append(innerFacts, inner);
            }
            else
            {
                MvpInstruction instruction = program.Instructions[((MvpInstructionNode)node).Instruction];
                facts.Append(ArrayMask(instruction.Load0), ArrayMask(instruction.Load1), Steps(instruction));
            }
        }

        facts.Repeat(loop.Iterations, loadedIndices);
        memories.Add(loop, new Memory(facts));
        return facts;
    }

    private static int ArrayMask(MvpStream? stream) => stream is { } used ? 1 << used.Array : 0;

    // Each index moves at most once in a verified instruction.
    private static int Steps(MvpInstruction instruction) =>
        Steps(instruction.Load0) | Steps(instruction.Load1) | Steps(instruction.Store);

    private static int Steps(MvpStream? stream) => stream is { } used ? MvpIndexSet.Of(used.Array, used.Step).Mask : 0;

    /// <summary>What a loop left behind, relative to the situation it met.</summary>
    private sealed record Outcome(long Elapsed, MvpIssueState State, int[] Movements, int[] LastArrays, uint[] LastAddresses);

    /// <summary>A loop's outcomes so far, and the place where the next situation is described.</summary>
    private sealed class Memory(LoopFacts facts)
    {
        public LoopFacts Facts => facts;

        public ulong[] Situation { get; } = new ulong[2 + facts.Moving.Length + (2 * MvpLimits.Arrays) + 2];

        public Dictionary<ulong[], Outcome> Outcomes { get; } = new(new SameContent());
    }

    private sealed class SameContent : IEqualityComparer<ulong[]>
    {
        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] obj)
        {
            ulong hash = 0;
            foreach (ulong word in obj)
            {
                hash = (System.Numerics.BitOperations.RotateLeft(hash, 23) ^ word) * 0x9E37_79B9_7F4A_7C15;
            }

            return (int)(hash >> 32);
        }
    }

    /// <summary>What a loop does whatever its entry; one full run of all its iterations.</summary>
    private sealed class LoopFacts
    {
        private int moved;

        /// <summary>Instructions issued.</summary>
        public long Instructions { get; private set; }

        /// <summary>How often each index is stepped.</summary>
        public long[] Steps { get; } = new long[MvpLimits.Arrays * MvpLimits.Dimensions];

        /// <summary>Indices that are set to 0.</summary>
        public int Resets { get; private set; }

        /// <summary>Indices of loaded arrays that are stepped or reset.</summary>
        public int[] Moving { get; private set; } = [];

        /// <summary>Arrays that each load stream reads.</summary>
        public int[] Loads { get; } = [0, 0];

        /// <summary>The array that each load stream reads first; -1 for none.</summary>
        public int[] FirstArrays { get; } = [-1, -1];

        /// <summary>Whether that array stands, at its first access, where it stood at the entry.</summary>
        public bool[] FirstIsUnmoved { get; } = [false, false];

        public void Append(int load0, int load1, int steps)
        {
            Access(0, load0, isUnmoved: true);
            Access(1, load1, isUnmoved: true);
            Move(steps, times: 1);
            Instructions++;
        }

        public void Append(LoopFacts inner, MvpLoopNode loop)
        {
            for (int stream = 0; stream < 2; stream++)
            {
                Access(stream, inner.FirstArrays[stream] < 0 ? 0 : 1 << inner.FirstArrays[stream], inner.FirstIsUnmoved[stream]);
                Loads[stream] |= inner.Loads[stream];
            }

            for (int index = 0; index < Steps.Length; index++)
            {
                Steps[index] += inner.Steps[index];
            }

            moved |= inner.moved;
            Move(loop.StepOnExit.Mask, times: 1);
            moved |= loop.ResetOnExit.Mask;
            Resets |= inner.Resets | loop.ResetOnExit.Mask;
            Instructions += inner.Instructions;
        }

        public void Repeat(int iterations, int loadedIndices)
        {
            Instructions *= iterations;
            for (int index = 0; index < Steps.Length; index++)
            {
                Steps[index] *= iterations;
            }

            Moving = [.. Enumerable.Range(0, Steps.Length).Where(index => ((moved & loadedIndices) >> index & 1) != 0)];
        }

        private void Access(int stream, int arrays, bool isUnmoved)
        {
            if (arrays != 0 && FirstArrays[stream] < 0)
            {
                int array = System.Numerics.BitOperations.TrailingZeroCount(arrays);
                FirstArrays[stream] = array;
                FirstIsUnmoved[stream] = isUnmoved && (moved >> (MvpLimits.Dimensions * array) & 7) == 0;
            }

            Loads[stream] |= arrays;
        }

        private void Move(int set, int times)
        {
            moved |= set;
            for (int index = 0; set != 0; index++, set >>= 1)
            {
                Steps[index] += (set & 1) * times;
            }
        }
    }
}
