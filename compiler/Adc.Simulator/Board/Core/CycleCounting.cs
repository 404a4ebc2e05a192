using System.Runtime.InteropServices;

namespace Adc.Simulator.Board.Core;

/// <summary>Adds up cycles as instructions pass by. It lives outside the managed heap, beside <see cref="CoreCounters"/>.</summary>
internal unsafe struct CycleCounting
{
    /// <summary>So far.</summary>
    public long Cycles;

    /// <summary>Whether anybody wants to know.</summary>
    public bool IsOn;

    // Where the next instruction is if no branch is taken, and where the latest one ended; 0 when there was none.
    private uint expected;
    private uint end;
    private ulong loaded;

    // Costs are worked out once for each place; 0 stands for none yet.
    private InstructionCost* known;
    private int* flash;
    private int* ram;
    private int count;
    private int capacity;

    /// <summary>Room for the costs of what lies in these windows.</summary>
    public void Allocate(in CodeWindow flashWindow, in CodeWindow ramWindow)
    {
        flash = (int*)NativeMemory.AllocZeroed(flashWindow.Length / 2, sizeof(int));
        ram = (int*)NativeMemory.AllocZeroed(ramWindow.Length / 2, sizeof(int));
    }

    public readonly void Free()
    {
        NativeMemory.Free(flash);
        NativeMemory.Free(ram);
        NativeMemory.Free(known);
    }

    /// <summary>Starts anew behind an interruption that no branch of the firmware's was.</summary>
    public void Forget() => expected = end = 0;

    /// <summary>An instruction that is executed.</summary>
    public void Add(in CoreCounters core, uint address, uint size)
    {
        if (expected != 0 && address != expected)
        {
            Cycles += InstructionCost.TakenBranch;
        }

        ref readonly InstructionCost cost = ref Of(core, address);
        Cycles += cost.Cycles + Wait(cost, address);
        Pass(cost, address + size);
        expected = end;
    }

    /// <summary>The instructions behind an IT, whether their condition holds or not.</summary>
    /// <param name="behind">Where the last of them ends.</param>
    public void AddBlock(int instructions, uint behind)
    {
        Cycles += instructions;
        expected = behind;
    }

    /// <summary>One of them whose condition holds, beyond the cycle that it takes anyway.</summary>
    public void AddWithin(in CoreCounters core, uint address, uint size)
    {
        ref readonly InstructionCost cost = ref Of(core, address);
        Cycles += cost.Cycles - 1 + Wait(cost, address);
        Pass(cost, address + size);
    }

    private readonly int Wait(in InstructionCost cost, uint address) => address == end && (cost.Reads & loaded) != 0 ? InstructionCost.LoadUse : 0;

    private void Pass(in InstructionCost cost, uint behind)
    {
        loaded = cost.Loads;
        end = behind;
    }

    private ref readonly InstructionCost Of(in CoreCounters core, uint address)
    {
        ref int place = ref core.Flash.Contains(address) ? ref flash[(address - core.Flash.Start) >> 1] : ref ram[(address - core.Ram.Start) >> 1];
        if (place == 0)
        {
            place = Learn(InstructionCost.Of(core.HalfWordAt(address), core.HalfWordAt(address + 2)));
        }

        return ref known[place];
    }

    private int Learn(InstructionCost cost)
    {
        const int FirstCapacity = 4096;
        if (count + 1 >= capacity)
        {
            capacity = Math.Max(FirstCapacity, 2 * capacity);
            known = (InstructionCost*)NativeMemory.Realloc(known, (nuint)capacity * (nuint)sizeof(InstructionCost));
        }

        known[++count] = cost;
        return count;
    }
}
