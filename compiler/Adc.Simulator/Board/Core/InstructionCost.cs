using System.Numerics;

namespace Adc.Simulator.Board.Core;

/// <summary>What one Thumb instruction takes of a Cortex-M33, and what it has to do with its neighbours.</summary>
/// <param name="Cycles">When it is executed, without what follows from its neighbours.</param>
/// <param name="Loads">Registers that a single load fetches: who reads one at once waits a cycle. Bits 0 to 15 are r0 to pc, 16 to 47 s0 to s31.</param>
/// <param name="Reads">Registers that it reads, likewise.</param>
/// <remarks>
/// docs/core-cycle-model.rst lists the rules. They are those that are published for Cortex-M4 and hold for Cortex-M33 kernels that
/// were measured; nothing was taken on a board. Memory answers at once: no wait states of flash, no misses of its cache.
/// </remarks>
internal readonly record struct InstructionCost(int Cycles, ulong Loads, ulong Reads)
{
    /// <summary>More for a branch that is taken: the pipeline is filled anew.</summary>
    public const int TakenBranch = 2;

    /// <summary>More for reading a register that the instruction before loads.</summary>
    public const int LoadUse = 1;

    private const int Divide = 7; // 2 to 11, by the operands
    private const int FloatDivide = 14; // and square root

    private const int Sp = 13, Pc = 15, FirstSingle = 16;

    /// <param name="first">The first halfword.</param>
    /// <param name="second">The next one, which only an instruction of 32 bits has.</param>
    public static InstructionCost Of(uint first, uint second) => first >> 11 >= 0x1D ? Wide(first, second) : Narrow(first);

    private static InstructionCost Narrow(uint i)
    {
        int low = (int)(i & 7), middle = (int)(i >> 3 & 7), high = (int)(i >> 6 & 7), eight = (int)(i >> 8 & 7);
        int wideTarget = (int)((i >> 4 & 8) | (i & 7)), wideSource = (int)(i >> 3 & 15);
        return (i >> 11) switch
        {
            <= 2 => Plain(R(middle)),
            3 => Plain(R(middle) | ((i & 0x400) == 0 ? R(high) : 0)),
            4 => Plain(0),
            5 or 6 or 7 => Plain(R(eight)),
            8 when (i & 0x400) == 0 => Plain(R(middle) | ((i >> 6 & 15) is 9 or 15 ? 0 : R(low))),
            8 => Plain(R(wideSource) | ((i >> 8 & 3) < 2 ? R(wideTarget) : 0)),
            9 => Load(R(eight), 0),
            10 or 11 when (i >> 9 & 7) < 3 => Plain(R(low) | R(middle) | R(high)),
            10 or 11 => Load(R(low), R(middle) | R(high)),
            12 or 14 or 16 => Plain(R(low) | R(middle)),
            13 or 15 or 17 => Load(R(low), R(middle)),
            18 => Plain(R(eight) | R(Sp)),
            19 => Load(R(eight), R(Sp)),
            21 => Plain(R(Sp)),
            22 or 23 => Miscellaneous(i, low, middle),
            24 => Several(i & 0xFF, R(eight) | (i & 0xFF)),
            25 => Several(i & 0xFF, R(eight)),
            _ => Plain(0), // addresses, branches
        };
    }

    private static InstructionCost Miscellaneous(uint i, int low, int middle) => (i & 0xFE00) switch
    {
        0xB400 => Several(i & 0x1FF, i & 0xFF), // PUSH
        0xBC00 => Several(i & 0x1FF, 0), // POP
        _ when (i & 0xFF00) == 0xB000 => Plain(R(Sp)),
        _ when (i & 0xF500) == 0xB100 => Plain(R(low)), // CBZ, CBNZ
        _ when (i & 0xFF00) is 0xB200 or 0xBA00 => Plain(R(middle)), // extensions, byte orders
        _ => Plain(0),
    };

    private static InstructionCost Wide(uint a, uint b)
    {
        int n = (int)(a & 15), m = (int)(b & 15), t = (int)(b >> 12), d = (int)(b >> 8 & 15);
        return (a & 0xFE00) switch
        {
            0xE800 when (a & 0x40) == 0 => Several(b & 0xFFFF, R(n) | ((a & 0x10) == 0 ? b & 0xFFFF : 0)), // LDM, STM
            0xE800 when (a & 0x120) != 0 => Pair((a & 0x10) != 0, R(t) | R(d), R(n)), // LDRD, STRD
            0xE800 => (a & 0x10) != 0 && (b & 0xFFC0) != 0xF000 ? Load(R(t), R(n)) : Plain(R(n) | R(m)), // exclusive accesses; TBB, TBH
            0xEA00 => Plain(R(n) | R(m)),
            0xEC00 => FloatMemory(a, b, n, t),
            0xEE00 => Float(a, b, t),
            0xF800 => Memory(a, b, n, t, m),
            0xFA00 when (a & 0x100) == 0 => Plain(R(n) | R(m)),
            0xFA00 => Multiply(a, b, n, m, t, d),
            >= 0xF000 and < 0xF800 when (b & 0x8000) == 0 => Immediate(a, n, d),
            0xF200 when (a & 0xFFF0) == 0xF380 => Plain(R(n)), // MSR
            _ => Plain(0), // branches, barriers
        };
    }

    private static InstructionCost Immediate(uint a, int n, int d) => (a & 0xFBF0) switch
    {
        0xF240 => Plain(0), // MOVW
        0xF2C0 => Plain(R(d)), // MOVT
        0xF360 => Plain(R(n) | R(d)), // BFI
        _ => Plain(R(n)),
    };

    private static InstructionCost Memory(uint a, uint b, int n, int t, int m)
    {
        ulong address = R(n) | ((a & 0x80) == 0 && (b & 0xFC0) == 0 ? R(m) : 0);
        return (a & 0x10) == 0 ? Plain(address | R(t)) : Load(R(t), address);
    }

    private static InstructionCost Multiply(uint a, uint b, int n, int m, int t, int d)
    {
        ulong operands = R(n) | R(m);
        return (a & 0xF0) switch
        {
            < 0x80 => Plain(operands | R(t)),
            0x90 or 0xB0 => new(Divide, 0, operands),
            >= 0xC0 => Plain(operands | R(t) | R(d)), // the sums of long products
            _ => Plain(operands),
        };
    }

    private static InstructionCost FloatMemory(uint a, uint b, int n, int t)
    {
        bool isDouble = (b & 0x100) != 0, isLoad = (a & 0x10) != 0;
        if ((a & 0xFFE0) == 0xEC40)
        {
            return Plain(isLoad ? 0 : R(n) | R(t)); // two core registers
        }

        uint words = b & 0xFF;
        ulong registers = S(First(isDouble, t, a >> 6), isDouble ? 2 : 1);
        return (a & 0x120) == 0x100 ? (isDouble ? Pair(isLoad, registers, R(n)) : isLoad ? Load(registers, R(n)) : Plain(R(n) | registers))
            : new((int)Math.Max(1, words), 0, R(n)); // VLDM, VSTM
    }

    private static InstructionCost Float(uint a, uint b, int t)
    {
        bool isDouble = (b & 0x100) != 0;
        if ((b & 0x10) != 0)
        {
            return Plain((a & 0x10) == 0 ? R(t) : S(First(false, (int)(a & 15), b >> 7), 1)); // one core register
        }

        bool isDivide = (a & 0xFFB0) == 0xEE80, isRoot = (a & 0xFFBF) == 0xEEB1 && (b & 0xD0) == 0xC0, isUnary = (a & 0xB0) == 0xB0;
        bool accumulates = !isUnary && (a & 0xB0) is 0x00 or 0x10 or 0x90 or 0xA0;
        int size = isDouble ? 2 : 1;
        ulong reads = S(First(isDouble, (int)(b & 15), b >> 5), size) | (isUnary ? 0 : S(First(isDouble, (int)(a & 15), b >> 7), size))
            | (accumulates ? S(First(isDouble, t, a >> 6), size) : 0);
        return new(isDivide || isRoot ? FloatDivide : 1, 0, reads);
    }

    private static InstructionCost Plain(ulong reads) => new(1, 0, reads);

    private static InstructionCost Load(ulong loads, ulong reads) => new(1, loads, reads);

    private static InstructionCost Pair(bool isLoad, ulong registers, ulong address) =>
        isLoad ? new(2, registers, address) : new(2, 0, address | registers);

    private static InstructionCost Several(uint list, ulong reads) => new(Math.Max(1, BitOperations.PopCount(list)), 0, reads);

    private static ulong R(int register) => register == Pc ? 0 : 1ul << register;

    private static ulong S(int first, int count) => ((1ul << count) - 1) << (FirstSingle + (first & 31));

    /// <summary>The single-precision register that an operand begins at.</summary>
    private static int First(bool isDouble, int field, uint bit) => isDouble ? 2 * (field | (int)(bit & 1) << 4) : (field << 1) | (int)(bit & 1);
}
