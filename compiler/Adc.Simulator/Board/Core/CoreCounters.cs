using System.Numerics;

namespace Adc.Simulator.Board.Core;

/// <summary>What the callback before each instruction reads and writes; it lives outside the managed heap.</summary>
internal unsafe struct CoreCounters
{
    /// <summary>Completed instructions.</summary>
    public long Executed;

    /// <summary>The supervisor is asked before the instruction that would exceed this count.</summary>
    public long StopAt;

    /// <summary>The instruction being executed, or the last one.</summary>
    public uint ProgramCounter;

    /// <summary>The instructions of the latest IT block. All are counted at its head: one whose condition fails takes its
    /// cycle too, but is not announced.</summary>
    public uint BlockStart;
    public uint BlockLength;

    public CodeWindow Flash;
    public CodeWindow Ram;

    public CycleCounting Cycles;

    /// <summary>Handle of the <see cref="CortexM33"/>.</summary>
    public nint Self;

    /// <summary>Counts the instruction at the program counter, or the whole block if it is an IT.</summary>
    public void Count(uint sizeInBytes)
    {
        Executed++;
        if (Cycles.IsOn)
        {
            Cycles.Add(this, ProgramCounter, sizeInBytes);
        }

        if (sizeInBytes == 2)
        {
            uint instruction = HalfWordAt(ProgramCounter);
            if ((instruction & 0xFF00) == 0xBF00 && (instruction & 15) != 0)
            {
                CountBlock(instruction & 15);
            }
        }
    }

    /// <summary>Whether the supervisor wants to know of the instruction at the program counter.</summary>
    public readonly bool IsMarked() => Flash.IsMarked(ProgramCounter) || Ram.IsMarked(ProgramCounter);

    // The mask's lowest one ends the block: 1000 is one instruction, xxx1 are four.
    private void CountBlock(uint mask)
    {
        int length = 4 - BitOperations.TrailingZeroCount(mask);
        uint end = ProgramCounter + 2;
        for (int i = 0; i < length; i++)
        {
            end += HalfWordAt(end) >> 11 >= 0x1D ? 4u : 2u;
        }

        Executed += length;
        BlockStart = ProgramCounter + 2;
        BlockLength = end - BlockStart;
        if (Cycles.IsOn)
        {
            Cycles.AddBlock(length, end);
        }
    }

    public readonly uint HalfWordAt(uint address) => Flash.Contains(address) ? Flash.HalfWordAt(address) : Ram.HalfWordAt(address);
}
