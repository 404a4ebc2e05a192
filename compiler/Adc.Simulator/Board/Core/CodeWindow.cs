namespace Adc.Simulator.Board.Core;

/// <summary>Executable memory as the host sees it.</summary>
internal unsafe struct CodeWindow
{
    public uint Start;
    public uint Length;
    public byte* Content;

    /// <summary>One byte for every two of <see cref="Content"/>, or null.</summary>
    public byte* Marks;

    public readonly bool Contains(uint address) => address - Start < Length;

    public readonly uint HalfWordAt(uint address) => Contains(address) ? *(ushort*)(Content + (address - Start)) : 0u;

    public readonly bool IsMarked(uint address) => Marks is not null && Contains(address) && Marks[(address - Start) >> 1] != 0;
}
