using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Adc.Simulator.Board.Core;
using Adc.Simulator.Board.Devices;

namespace Adc.Simulator.Board;

/// <summary>Flash, RAM and the information pages, shared with the core: what one side writes the other reads.</summary>
internal sealed unsafe class BoardMemory : IDisposable
{
    public const uint FlashAddress = 0x0800_0000;
    public const uint RamAddress = 0x2000_0000;
    public const uint UserPageAddress = 0x0FE0_0000;

    /// <summary>What RAM holds before anything is written: start-up code that forgets to clear or copy is noticed.</summary>
    public const byte UnwrittenRam = 0xA5;

    private const byte ErasedFlash = 0xFF;
    private const int PageSize = 4096;

    private readonly Block flash;
    private readonly Block ram;
    private readonly Block userPage;
    private readonly Block deviceInformation;

    private readonly record struct Block(uint Address, int Size, nint Content)
    {
        public bool Contains(uint address, int count) =>
            count >= 0 && address >= Address && address - Address <= (uint)Size && (uint)Size - (address - Address) >= (uint)count;

        public Span<byte> At(uint address, int count) => new((byte*)Content + (address - Address), count);
    }

    public BoardMemory(int flashBytes, int ramBytes)
    {
        flash = Allocate(FlashAddress, flashBytes, ErasedFlash);
        ram = Allocate(RamAddress, ramBytes, UnwrittenRam);
        userPage = Allocate(UserPageAddress, PageSize, ErasedFlash);
        deviceInformation = Allocate(DeviceInformation.Address, PageSize, ErasedFlash);
    }

    /// <summary>Shows the memory to the core, with marks for code at both places.</summary>
    public void Attach(CortexM33 core, byte* flashMarks, byte* ramMarks)
    {
        core.MapMemory(flash.Address, flash.Size, (byte*)flash.Content, writable: false, executable: true);
        core.MapMemory(ram.Address, ram.Size, (byte*)ram.Content, writable: true, executable: true);
        core.MapMemory(userPage.Address, userPage.Size, (byte*)userPage.Content, writable: false, executable: false);
        core.MapMemory(deviceInformation.Address, deviceInformation.Size, (byte*)deviceInformation.Content, writable: false, executable: false);
        core.SetCode(Window(flash, flashMarks), Window(ram, ramMarks));
    }

    public bool IsRam(uint address, int count) => ram.Contains(address, count);

    public bool IsFlash(uint address, int count) => flash.Contains(address, count);

    /// <summary>Memory that can be read at this address, or false.</summary>
    public bool TryRead(uint address, int count, out ReadOnlySpan<byte> bytes)
    {
        foreach (Block block in (ReadOnlySpan<Block>)[ram, flash, deviceInformation, userPage])
        {
            if (block.Contains(address, count))
            {
                bytes = block.At(address, count);
                return true;
            }
        }

        bytes = default;
        return false;
    }

    /// <summary>RAM at this address, or false.</summary>
    public bool TryWrite(uint address, int count, out Span<byte> bytes)
    {
        bool isRam = ram.Contains(address, count);
        bytes = isRam ? ram.At(address, count) : default;
        return isRam;
    }

    public bool TryReadWord(uint address, out uint word)
    {
        bool found = TryRead(address, sizeof(uint), out ReadOnlySpan<byte> bytes);
        word = found ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        return found;
    }

    public bool TryWriteWord(uint address, uint word)
    {
        bool found = TryWrite(address, sizeof(uint), out Span<byte> bytes);
        if (found)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, word);
        }

        return found;
    }

    /// <summary>What a programmer does.</summary>
    public void Program(uint address, ReadOnlySpan<byte> content) => content.CopyTo(flash.At(address, content.Length));

    /// <summary>What the factory did.</summary>
    public void SetDeviceInformation(DeviceInformation information) =>
        information.Write(deviceInformation.At(DeviceInformation.Address, DeviceInformation.SizeInBytes));

    public void Dispose()
    {
        foreach (Block block in (ReadOnlySpan<Block>)[ram, flash, deviceInformation, userPage])
        {
            NativeMemory.AlignedFree((void*)block.Content);
        }
    }

    private static Block Allocate(uint address, int size, byte fill)
    {
        void* content = NativeMemory.AlignedAlloc((nuint)size, PageSize);
        NativeMemory.Fill(content, (nuint)size, fill);
        return new Block(address, size, (nint)content);
    }

    private static CodeWindow Window(Block block, byte* marks) =>
        new() { Start = block.Address, Length = (uint)block.Size, Content = (byte*)block.Content, Marks = marks };
}
