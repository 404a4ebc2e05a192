using Adc.Formats.Elf;
using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board;

/// <summary>A linked image on an emulated EFR32MG24: what a board with a debugger would do, with exact instruction counts.</summary>
/// <remarks>
/// Needs <see cref="UnicornLibrary"/>. Use one thread at a time. The chip would fault on a few things that pass here:
/// unaligned LDM, STM and LDRD, a division by zero that is trapped, and (here a warning) floating point before CPACR allows it.
/// Overflow is noticed by the stack limit register, which start-up code has to set.
/// </remarks>
public sealed class EmulatedBoard : IDisposable
{
    private const int WordSize = 4;
    private const int RegisterArguments = 4;

    private readonly BoardMachine machine;
    private readonly SymbolMap symbols;
    private readonly BoardOptions options;
    private readonly uint stackLimit;

    // A bootloader would stand in front of an image that begins further up, and start it there.
    private readonly uint vectors;
    private bool ready;

    private EmulatedBoard(ElfImage image, BoardOptions options)
    {
        this.options = options;
        symbols = new SymbolMap(image);
        stackLimit = StackLimit(image);
        vectors = image.Segments.Where(segment => !segment.Data.IsEmpty).Select(segment => segment.PhysicalAddress).DefaultIfEmpty(BoardMemory.FlashAddress).Min();
        machine = new BoardMachine(options, symbols, stackLimit, options.ReadsMemoryConsole ? image.FindSymbol("rtt_control")?.Address : null);
        foreach (ElfSegment segment in image.Segments)
        {
            if (!segment.Data.IsEmpty)
            {
                machine.Memory.Program(segment.PhysicalAddress, segment.Data.Span);
            }
        }
    }

    /// <summary>Everything that the firmware has printed: to the serial port, the trace port, or a console in memory.</summary>
    public string Console => machine.Console.Text;

    /// <summary>Executed since reset.</summary>
    public long Instructions => machine.Core.Instructions;

    /// <summary>Why the image cannot be put on this board, or null.</summary>
    public static string? ProblemWith(ElfImage image, BoardOptions options)
    {
        foreach (ElfSegment segment in image.Segments)
        {
            ulong start = segment.PhysicalAddress;
            ulong end = start + (ulong)segment.Data.Length;
            if (!segment.Data.IsEmpty && (start < BoardMemory.FlashAddress || end > BoardMemory.FlashAddress + (ulong)options.FlashBytes))
            {
                return $"the image has content from 0x{start:x8} to 0x{end:x8}, outside the flash of {options.FlashBytes:N0} bytes";
            }
        }

        return image.Segments.All(segment => segment.Data.IsEmpty) ? "the image has nothing to program" : null;
    }

    /// <summary>A board with the image in its flash, before reset.</summary>
    /// <exception cref="ArgumentException">There is a <see cref="ProblemWith"/> the image.</exception>
    /// <exception cref="InvalidOperationException">There is no <see cref="UnicornLibrary"/>.</exception>
    public static EmulatedBoard Load(ElfImage image, BoardOptions options)
    {
        if (ProblemWith(image, options) is string problem)
        {
            throw new ArgumentException(problem, nameof(image));
        }

        return UnicornLibrary.Problem is string missing ? throw new InvalidOperationException(missing) : new EmulatedBoard(image, options);
    }

    /// <summary>Runs from reset until the firmware sleeps for good or something ends it. A board boots once.</summary>
    public BoardRun Boot()
    {
        if (machine.Core.Instructions != 0)
        {
            throw new InvalidOperationException("the board has booted already");
        }

        if (!machine.Memory.TryReadWord(vectors, out uint stack) || !machine.Memory.TryReadWord(vectors + WordSize, out uint entry))
        {
            throw new InvalidOperationException("flash is too small for a vector table");
        }

        machine.Core[CoreRegister.Sp] = stack;
        machine.Core[CoreRegister.Lr] = uint.MaxValue;
        machine.Core.JumpTo(entry);
        return Run(0, 0);
    }

    /// <summary>Connects the serial port; before <see cref="Boot"/>.</summary>
    public void Connect(IBoardWire wire) => machine.SerialPort.Connect(wire, machine.Clock, options.SerialCharacterInCycles);

    /// <summary>Goes on after a boot that ended at the cycle limit or with the verdict.</summary>
    public BoardRun Continue() => Run(machine.Core.Instructions, machine.Clock.Now);

    /// <summary>Calls a function of the image as a debugger would: on the image's own stack, all registers restored afterwards.</summary>
    /// <param name="functionAddress">Its entry; bit 0 does not matter.</param>
    /// <param name="arguments">In r0 to r3, further ones on the stack.</param>
    /// <exception cref="InvalidOperationException">The board has not booted to the point where the firmware waits.</exception>
    public BoardCall Call(uint functionAddress, params ReadOnlySpan<uint> arguments)
    {
        if (!ready)
        {
            throw new InvalidOperationException("the board is not waiting for a call: it has not booted, or its last run ended badly");
        }

        CortexM33 core = machine.Core;
        var before = new SavedRegisters(core);
        uint stack = core[CoreRegister.Sp];
        PaintStack(stack);
        PassArguments(arguments);
        core[CoreRegister.Lr] = ReturnAddress | 1;
        core.JumpTo(functionAddress);
        machine.Profiler.Reset();

        BoardRun run = Run(core.Instructions, machine.Clock.Now);
        uint value = core[CoreRegister.R0];
        if (run.Stop == BoardStop.Returned)
        {
            machine.Profiler.Leave(ReturnAddress, core[CoreRegister.Sp]);
            before.Restore(core);
        }

        return new BoardCall(run, value, StackUsed(stack), machine.Profiler.Counts());
    }

    /// <summary>Counts the instructions and cycles of these functions in every following <see cref="Call"/>, those that wait for the accelerator left out.</summary>
    /// <param name="functions">Names to report and entries.</param>
    public void Profile(IReadOnlyList<(string Name, uint Entry)> functions)
    {
        machine.Profiler.Watch(functions);
        machine.Core.CountsCycles = functions.Count > 0;
    }

    /// <summary>Flash, RAM or an information page.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing of the kind is there.</exception>
    public byte[] ReadMemory(uint address, int count) => machine.Memory.TryRead(address, count, out ReadOnlySpan<byte> bytes)
        ? bytes.ToArray()
        : throw new ArgumentOutOfRangeException(nameof(address), $"there is no memory from 0x{address:x8} over {count} bytes");

    /// <summary>RAM, but not code in it that has run already: the core keeps what it translated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing of the kind is there.</exception>
    public void WriteMemory(uint address, ReadOnlySpan<byte> data)
    {
        if (!machine.Memory.TryWrite(address, data.Length, out Span<byte> bytes))
        {
            throw new ArgumentOutOfRangeException(nameof(address), $"there is no RAM from 0x{address:x8} over {data.Length} bytes");
        }

        data.CopyTo(bytes);
    }

    public void Dispose() => machine.Dispose();

    // The last word of flash: linker scripts leave the last page to the vendor's tools.
    private uint ReturnAddress => BoardMemory.FlashAddress + (uint)options.FlashBytes - WordSize;

    private static uint StackLimit(ElfImage image)
    {
        IEnumerable<uint> ends = image.Segments
            .Where(segment => segment.VirtualAddress >= BoardMemory.RamAddress)
            .Select(segment => segment.VirtualAddress + segment.SizeInMemory);
        return image.FindSymbol("__stack_limit")?.Address ?? ends.DefaultIfEmpty(BoardMemory.RamAddress).Max();
    }

    private BoardRun Run(long instructionsBefore, long cyclesBefore)
    {
        (BoardStop stop, string reason, uint programCounter) = machine.Run(ReturnAddress);
        ready = stop is BoardStop.Sleeping or BoardStop.Verdict or BoardStop.Returned && machine.IsInThread;
        return new BoardRun(
            stop, reason, programCounter, symbols.Find(programCounter), machine.Core.Instructions - instructionsBefore,
            machine.Clock.Now - cyclesBefore, [.. machine.Warnings]);
    }

    private void PassArguments(ReadOnlySpan<uint> arguments)
    {
        CortexM33 core = machine.Core;
        int onStack = Math.Max(0, arguments.Length - RegisterArguments);
        uint stack = (core[CoreRegister.Sp] - (uint)(onStack * WordSize)) & ~7u;
        core[CoreRegister.Sp] = stack;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i < RegisterArguments)
            {
                core[CoreRegister.R0 + i] = arguments[i];
            }
            else if (!machine.Memory.TryWriteWord(stack + (uint)((i - RegisterArguments) * WordSize), arguments[i]))
            {
                throw new InvalidOperationException($"the firmware's stack pointer 0x{stack:x8} is not in RAM");
            }
        }
    }

    private void PaintStack(uint stack)
    {
        if (FreeStack(stack, out Span<byte> free))
        {
            free.Fill(BoardMemory.UnwrittenRam);
        }
    }

    private int StackUsed(uint stack)
    {
        if (!FreeStack(stack, out Span<byte> free))
        {
            return 0;
        }

        int untouched = free.IndexOfAnyExcept(BoardMemory.UnwrittenRam);
        return untouched < 0 ? 0 : free.Length - untouched;
    }

    private bool FreeStack(uint stack, out Span<byte> free)
    {
        free = default;
        return stack > stackLimit && machine.Memory.TryWrite(stackLimit, (int)(stack - stackLimit), out free);
    }
}
