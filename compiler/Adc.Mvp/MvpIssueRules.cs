namespace Adc.Mvp;

/// <summary>When instructions issue: in order, at most one per cycle, held up by results, hazards and flash.</summary>
/// <remarks>
/// A result reaches X, Y and the A of an addition after 2 cycles, any other A after 1. A load directly behind another
/// instruction's store waits for it. Each load stream keeps the 32-bit word it fetched last; a new word costs nothing in RAM
/// or in the flash line at hand. A new 8-byte flash line can be asked for once the stream's previous access and the
/// instruction two before have issued.
/// </remarks>
public sealed class MvpIssueRules
{
    private readonly InstructionNeeds[] needs;
    private readonly MvpTiming timing;
    private MvpIssueState state = MvpIssueState.Start;

    // Word addresses (byte address / 4) that the streams hold; -1 at the start.
    private long word0 = -1;
    private long word1 = -1;

    public MvpIssueRules(MvpProgram program, MvpTiming timing)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(timing.FlashLineInCycles, MvpIssueState.Old);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(timing.StoreLatencyInCycles, MvpIssueState.Old);
        this.timing = timing;
        needs = [.. program.Instructions.Select((instruction, index) => new InstructionNeeds(instruction, timing))];
    }

    /// <summary>Cycles from the first issue slot to the last one used.</summary>
    public long Elapsed { get; private set; }

    /// <summary>The whole program's cycles, if the last instruction so far is its last.</summary>
    public long Total => Elapsed + timing.ProgramOverheadInCycles;

    internal MvpIssueState State
    {
        get => state;
        set => state = value;
    }

    internal long Word0
    {
        get => word0;
        set => word0 = value;
    }

    internal long Word1
    {
        get => word1;
        set => word1 = value;
    }

    internal void Skip(long cycles) => Elapsed += cycles;

    /// <summary>Issues one instruction. Addresses of loads it does not have are ignored.</summary>
    public void Issue(int instruction, uint load0Address, uint load1Address)
    {
        InstructionNeeds need = needs[instruction];
        int wait = 1;
        for (ulong waits = need.Waits; waits != 0; waits >>= 16)
        {
            // One register and its latency in each 16 bits.
            int register = (int)(waits & 0xFF);
            int latency = (int)(waits >> 8 & 0xFF);
            wait = Math.Max(wait, latency - (int)(state.ResultAges >> (8 * register) & 0xFF));
        }

        if (need.Loads0 || need.Loads1)
        {
            if (state.StoredBy >= 0 && state.StoredBy != instruction)
            {
                wait = Math.Max(wait, 1 + timing.FenceInCycles);
            }

            int ramWords = 0;
            if (need.Loads0)
            {
                wait = Math.Max(wait, Fetch(ref word0, load0Address, state.Load0Age, ref ramWords));
            }

            if (need.Loads1)
            {
                wait = Math.Max(wait, Fetch(ref word1, load1Address, state.Load1Age, ref ramWords));
            }

            wait += timing.LoadsShareRamPort && ramWords == 2 ? 1 : 0;
        }

        Elapsed += wait;
        state = new MvpIssueState(
            (Aged(state.ResultAges, wait) & ~need.Renewed) | need.Forgotten,
            need.Loads0 ? (byte)0 : Aged(state.Load0Age, wait),
            need.Loads1 ? (byte)0 : Aged(state.Load1Age, wait),
            (byte)Math.Min(wait, MvpIssueState.Old),
            need.Stores ? (sbyte)instruction : (sbyte)-1);
    }

    private int Fetch(ref long word, uint address, byte streamAge, ref int ramWords)
    {
        long newWord = address >> 2;
        if (newWord == word)
        {
            return 0;
        }

        bool isNewLine = newWord >> 1 != word >> 1;
        word = newWord;
        if (MvpMemoryMap.KindAt(address) == MvpMemoryKind.Ram)
        {
            ramWords++;
            return 0;
        }

        int head = timing.FetchesAhead ? Math.Min(streamAge, state.OlderAge) : 0;
        return isNewLine ? 1 + timing.FlashLineInCycles - head : 0;
    }

    private static byte Aged(byte age, int cycles) => (byte)Math.Min(age + cycles, MvpIssueState.Old);

    // All eight bytes at once; a byte that passes 15 sets its bit 4 and falls back to 15.
    private static ulong Aged(ulong ages, int cycles)
    {
        ulong sum = ages + (0x0101_0101_0101_0101ul * (ulong)Math.Min(cycles, MvpIssueState.Old));
        ulong tooOld = (sum & 0x1010_1010_1010_1010) >> 4;
        ulong mask = tooOld * 0xFF;
        return (sum & ~mask) | (tooOld * MvpIssueState.Old);
    }

    /// <summary>What holds an instruction up, and what it leaves behind.</summary>
    private sealed record InstructionNeeds
    {
        public InstructionNeeds(MvpInstruction instruction, MvpTiming timing)
        {
            MvpOperation operation = instruction.Operation;
            Loads0 = instruction.Load0 is not null;
            Loads1 = instruction.Load1 is not null;
            Stores = instruction.Store is not null;
            int loaded = (instruction.Load0 is { } load0 ? 1 << load0.Register.Index : 0)
                         | (instruction.Load1 is { } load1 ? 1 << load1.Register.Index : 0);
            bool writes = operation.Opcode.WritesZ();
            Span<int> latencies = stackalloc int[MvpLimits.Registers];
            Need(latencies, loaded, operation.Opcode.ReadsX(), operation.X.Register, 2);
            Need(latencies, loaded, operation.Opcode.ReadsY(), operation.Y.Register, 2);
            Need(latencies, loaded, operation.Opcode.ReadsA(), operation.A.Register, operation.Opcode.ReadsALikeX() ? 2 : 1);
            if (instruction.Store is { } store)
            {
                bool isResult = writes && operation.Z == store.Register;
                Need(latencies, loaded, !isResult, store.Register, timing.StoreLatencyInCycles);
            }

            for (int register = 0; register < MvpLimits.Registers; register++)
            {
                Waits = latencies[register] == 0 ? Waits : (Waits << 16) | (uint)(latencies[register] << 8 | register);
                bool isResult = writes && operation.Z.Index == register;
                bool isLoaded = (loaded >> register & 1) != 0 && !isResult;
                Renewed |= isResult || isLoaded ? 0xFFul << (8 * register) : 0;
                Forgotten |= isLoaded ? (ulong)MvpIssueState.Old << (8 * register) : 0;
            }
        }

        public bool Loads0 { get; }

        public bool Loads1 { get; }

        public bool Stores { get; }

        /// <summary>Up to four registers (low byte) with the latency (high byte) that their last result needs.</summary>
        public ulong Waits { get; }

        /// <summary>The bytes of registers that receive a result or a loaded value.</summary>
        public ulong Renewed { get; }

        /// <summary>The greatest age for registers that receive a loaded value instead of a result.</summary>
        public ulong Forgotten { get; }

        private static void Need(Span<int> latencies, int loaded, bool isRead, MvpRegister register, int latency)
        {
            if (isRead && (loaded >> register.Index & 1) == 0)
            {
                latencies[register.Index] = Math.Max(latencies[register.Index], latency);
            }
        }
    }
}
