using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board.Exceptions;

/// <summary>Pushes and pops what the core saves around an exception handler.</summary>
/// <remarks>
/// Eight words, and eighteen more once floating-point registers were used. Those are written at once, where the chip
/// only reserves their place until the handler uses one.
/// </remarks>
internal sealed class ExceptionFrames(CortexM33 core, BoardMemory memory)
{
    private const uint BasicSize = 8 * 4;
    private const uint ExtendedSize = 26 * 4;
    private const uint FloatingPointUsed = 1u << 2;
    private const uint StackSelect = 1u << 1;
    private const uint Padded = 1u << 9;
    private const uint ThumbState = 1u << 24;
    private const uint ExceptionField = 0x1FF;
    private const uint Flags = 0xF80F_0000;

    private const uint ReturnPrefix = 0xFFFF_FFE1;
    private const uint ReturnBasicFrame = 1u << 4;
    private const uint ReturnToThread = 1u << 3;
    private const uint ReturnToProcessStack = 1u << 2;

    private static readonly CoreRegister[] Basic =
        [CoreRegister.R0, CoreRegister.R1, CoreRegister.R2, CoreRegister.R3, CoreRegister.R12, CoreRegister.Lr];

    public enum Push
    {
        Done,
        BeyondStackLimit,
        NoMemory,
    }

    /// <summary>The exception whose handler runs, or <see cref="ExceptionNumber.None"/> outside of handlers.</summary>
    public int Current => (int)(core[CoreRegister.Xpsr] & ExceptionField);

    /// <summary>Saves the registers on the current stack.</summary>
    /// <param name="stackLimit">The main stack must not go below.</param>
    /// <param name="returnValue">The EXC_RETURN value that restores them.</param>
    public Push Save(uint stackLimit, out uint returnValue)
    {
        uint status = core[CoreRegister.Xpsr];
        uint control = core[CoreRegister.Control];
        bool fromThread = (status & ExceptionField) == 0;
        bool processStack = fromThread && (control & StackSelect) != 0;
        bool extended = (control & FloatingPointUsed) != 0;
        returnValue = ReturnPrefix | (extended ? 0 : ReturnBasicFrame) | (fromThread ? ReturnToThread : 0)
            | (processStack ? ReturnToProcessStack : 0);

        uint stack = core[CoreRegister.Sp];
        uint unaligned = stack - (extended ? ExtendedSize : BasicSize);
        uint frame = unaligned & ~7u;
        if (!processStack && (frame < stackLimit || frame > stack))
        {
            // The chip leaves the pointer at the limit and pushes nothing.
            core[CoreRegister.Sp] = stackLimit;
            return Push.BeyondStackLimit;
        }

        uint savedStatus = (status & ~Padded) | (frame != unaligned ? Padded : 0) | ThumbState;
        bool written = PushBasic(frame, savedStatus) && (!extended || PushFloatingPoint(frame + BasicSize));
        core[CoreRegister.Sp] = frame;
        return written ? Push.Done : Push.NoMemory;
    }

    /// <summary>Continues with a handler.</summary>
    public void Begin(int exception, uint returnValue, uint handler)
    {
        // Leaving thread state makes the main stack the current one.
        core[CoreRegister.XpsrAll] = (core[CoreRegister.Xpsr] & Flags) | ThumbState | (uint)exception;
        core[CoreRegister.Control] &= ~FloatingPointUsed;
        core[CoreRegister.Lr] = returnValue;
        core.JumpTo(handler);
    }

    /// <summary>Restores the registers at the end of a handler; false when the value or the stack is not right.</summary>
    /// <param name="returnValue">The EXC_RETURN value that was branched to.</param>
    public bool TryLeave(uint returnValue)
    {
        // The branch has cleared bit 0.
        uint value = returnValue | 1;
        bool extended = (value & ReturnBasicFrame) == 0;
        bool toThread = (value & ReturnToThread) != 0;
        uint frame = core[(value & ReturnToProcessStack) != 0 ? CoreRegister.Psp : CoreRegister.Msp];
        if ((value & ReturnPrefix) != ReturnPrefix || !memory.TryReadWord(frame + 28, out uint status))
        {
            return false;
        }

        if (toThread != ((status & ExceptionField) == 0) || (extended && !PopFloatingPoint(frame + BasicSize)))
        {
            return false;
        }

        core[CoreRegister.XpsrAll] = status & ~Padded;
        core[CoreRegister.Sp] = frame + (extended ? ExtendedSize : BasicSize) + ((status & Padded) != 0 ? 4u : 0);
        core[CoreRegister.Control] = (core[CoreRegister.Control] & ~FloatingPointUsed) | (extended ? FloatingPointUsed : 0);
        return PopBasic(frame);
    }

    private bool PushBasic(uint frame, uint status)
    {
        bool written = true;
        for (int i = 0; i < Basic.Length; i++)
        {
            written &= memory.TryWriteWord(frame + 4 * (uint)i, core[Basic[i]]);
        }

        return written & memory.TryWriteWord(frame + 24, core[CoreRegister.Pc]) & memory.TryWriteWord(frame + 28, status);
    }

    private bool PopBasic(uint frame)
    {
        bool read = memory.TryReadWord(frame + 24, out uint programCounter);
        for (int i = 0; i < Basic.Length; i++)
        {
            read &= memory.TryReadWord(frame + 4 * (uint)i, out uint value);
            core[Basic[i]] = value;
        }

        core.JumpTo(programCounter);
        return read;
    }

    private bool PushFloatingPoint(uint address)
    {
        bool written = memory.TryWriteWord(address + 64, core[CoreRegister.Fpscr]);
        for (int i = 0; i < 8; i++)
        {
            ulong pair = core.ReadDouble(i);
            written &= memory.TryWriteWord(address + 8 * (uint)i, (uint)pair);
            written &= memory.TryWriteWord(address + 8 * (uint)i + 4, (uint)(pair >> 32));
        }

        return written;
    }

    private bool PopFloatingPoint(uint address)
    {
        bool read = memory.TryReadWord(address + 64, out uint status);
        core[CoreRegister.Fpscr] = status;
        for (int i = 0; i < 8; i++)
        {
            read &= memory.TryReadWord(address + 8 * (uint)i, out uint low);
            read &= memory.TryReadWord(address + 8 * (uint)i + 4, out uint high);
            core.WriteDouble(i, ((ulong)high << 32) | low);
        }

        return read;
    }
}
