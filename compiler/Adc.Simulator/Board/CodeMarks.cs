using System.Runtime.InteropServices;

namespace Adc.Simulator.Board;

/// <summary>One byte for each place in flash and RAM where an instruction can begin; not zero where the core announces it.</summary>
internal sealed unsafe class CodeMarks : IDisposable
{
    private readonly List<nint> set = [];
    private readonly int flashLength;
    private readonly int ramLength;

    public CodeMarks(int flashBytes, int ramBytes)
    {
        flashLength = flashBytes / 2;
        ramLength = ramBytes / 2;
        Flash = (byte*)NativeMemory.AllocZeroed((nuint)flashLength);
        Ram = (byte*)NativeMemory.AllocZeroed((nuint)ramLength);
    }

    public byte* Flash { get; }

    public byte* Ram { get; }

    /// <summary>Marks an address; one outside memory stays without mark, as no instruction is executed there.</summary>
    public void Set(uint address)
    {
        uint inFlash = (address - BoardMemory.FlashAddress) >> 1;
        uint inRam = (address - BoardMemory.RamAddress) >> 1;
        byte* place = inFlash < flashLength ? Flash + inFlash : inRam < ramLength ? Ram + inRam : null;
        if (place is not null && *place == 0)
        {
            *place = 1;
            set.Add((nint)place);
        }
    }

    public void Clear()
    {
        foreach (nint place in set)
        {
            *(byte*)place = 0;
        }

        set.Clear();
    }

    public void Dispose()
    {
        NativeMemory.Free(Flash);
        NativeMemory.Free(Ram);
    }
}
