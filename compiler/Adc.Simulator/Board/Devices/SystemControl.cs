using Adc.Simulator.Board.Exceptions;

namespace Adc.Simulator.Board.Devices;

/// <summary>The registers of the core's system control space: SysTick, NVIC and SCB.</summary>
internal sealed class SystemControl(
    InterruptController interrupts, ExceptionUnit exceptions, FaultStatus faults, SysTickTimer sysTick, CycleCounter cycles,
    TracePort trace, BoardLog log)
{
    public const uint Address = 0xE000_E000;
    public const uint SizeInBytes = 0x1000;

    private const uint CortexM33R0P4 = 0x410F_D214;
    private const uint ResetKey = 0x05FA;
    private const uint ResetRequest = 1u << 2;
    private const uint AccessControl = 0xD88;
    private const uint FloatingPointAccess = 0x00F0_0000;
    private const uint TraceEnable = 1u << 24;
    private const uint TableAlignment = 0x1FF;

    private const int FirstConfigurableFault = ExceptionNumber.MemoryManagement;
    private const int FirstFaultEnableBit = 16;
    private const uint FaultEnables = 0x000F_0000;

    // What is only stored.
    private readonly Dictionary<uint, uint> stored = new()
    {
        [0xD14] = 0x0000_0201, // CCR: stack alignment, thread mode from any level
        [0xF34] = 0xC000_0004, // FPCCR: automatic and lazy saving
        [0xF40] = 0x1011_0021, // MVFR0
        [0xF44] = 0x1100_0011,
        [0xF48] = 0x0000_0040,
    };

    /// <summary>The firmware asked for a reset of the chip.</summary>
    public bool ResetRequested { get; private set; }

    public bool FloatingPointIsAllowed => (stored.GetValueOrDefault(AccessControl) & FloatingPointAccess) == FloatingPointAccess;

    /// <param name="offset">Of a word.</param>
    public uint Read(uint offset) => offset switch
    {
        0x004 => (ExceptionNumber.Count - ExceptionNumber.FirstInterrupt - 1) / 32,
        0x010 => sysTick.ReadControl(),
        0x014 => sysTick.Reload,
        0x018 => sysTick.Current,
        >= 0x100 and < 0x200 => Bits(offset, interrupts.IsEnabled),
        >= 0x200 and < 0x300 => Bits(offset, interrupts.IsPending),
        >= 0x300 and < 0x380 => Bits(offset, interrupts.IsActive),
        >= 0x400 and < 0x400 + ExceptionNumber.Count - ExceptionNumber.FirstInterrupt =>
            Priorities(ExceptionNumber.FirstInterrupt + (int)(offset - 0x400)),
        0xD00 => CortexM33R0P4,
        0xD04 => InterruptState(),
        0xD08 => exceptions.VectorTable,
        0xD0C => 0xFA05_0000 | stored.GetValueOrDefault(offset),
        0xD18 or 0xD1C or 0xD20 => Priorities(4 + (int)(offset - 0xD18)),
        0xD24 => FaultEnableBits(),
        0xD28 => faults.Configurable,
        0xD2C => faults.Hard,
        0xD38 => faults.BusAddress,
        _ => stored.GetValueOrDefault(offset),
    };

    /// <param name="mask">The bits of <paramref name="value"/> that are written.</param>
    public void Write(uint offset, uint value, uint mask)
    {
        uint bits = value & mask;
        switch (offset)
        {
            case 0x010:
                sysTick.WriteControl(bits);
                break;
            case 0x014:
                sysTick.Reload = bits;
                break;
            case 0x018:
                sysTick.ClearCurrent();
                break;
            case >= 0x100 and < 0x180:
                ForEachBit(offset, bits, exception => interrupts.Enable(exception, true));
                break;
            case >= 0x180 and < 0x200:
                ForEachBit(offset, bits, exception => interrupts.Enable(exception, false));
                break;
            case >= 0x200 and < 0x280:
                ForEachBit(offset, bits, exception => interrupts.SetPending(exception, true));
                break;
            case >= 0x280 and < 0x300:
                ForEachBit(offset, bits, interrupts.ClearPending);
                break;
            case >= 0x400 and < 0x400 + ExceptionNumber.Count - ExceptionNumber.FirstInterrupt:
                SetPriorities(ExceptionNumber.FirstInterrupt + (int)(offset - 0x400), value, mask);
                break;
            case 0xD04:
                ChangePending(bits);
                break;
            case 0xD08:
                SetVectorTable(Merge(exceptions.VectorTable, value, mask));
                break;
            case 0xD0C:
                ControlReset(bits);
                break;
            case 0xD18 or 0xD1C or 0xD20:
                SetPriorities(4 + (int)(offset - 0xD18), value, mask);
                break;
            case 0xD24:
                EnableFaults(Merge(FaultEnableBits(), value, mask));
                break;
            case 0xD28:
                faults.Configurable &= ~bits;
                break;
            case 0xD2C:
                faults.Hard &= ~bits;
                break;
            case 0xDFC:
                stored[offset] = Merge(stored.GetValueOrDefault(offset), value, mask);
                cycles.TraceEnabled = trace.TraceEnabled = (stored[offset] & TraceEnable) != 0;
                break;
            case 0xF00:
                interrupts.SetPending(ExceptionNumber.FirstInterrupt + (int)Math.Min(bits, ExceptionNumber.Count - 17), true);
                break;
            default:
                stored[offset] = Merge(stored.GetValueOrDefault(offset), value, mask);
                break;
        }
    }

    private static uint Merge(uint old, uint value, uint mask) => (old & ~mask) | (value & mask);

    private static uint Bits(uint offset, Func<int, bool> state)
    {
        uint bits = 0;
        ForEachBit(offset, uint.MaxValue, exception => bits |= (state(exception) ? 1u : 0) << ((exception - ExceptionNumber.FirstInterrupt) % 32));
        return bits;
    }

    // Sixteen words with a bit for each interrupt, in groups of 0x80 bytes.
    private static void ForEachBit(uint offset, uint bits, Action<int> action)
    {
        int first = ExceptionNumber.FirstInterrupt + (int)(offset & 0x7F) * 8;
        for (int i = 0; i < 32 && first + i < ExceptionNumber.Count; i++)
        {
            if ((bits >> i & 1) != 0)
            {
                action(first + i);
            }
        }
    }

    private uint Priorities(int first)
    {
        uint word = 0;
        for (int i = 0; i < 4; i++)
        {
            word |= (uint)interrupts.Priority(first + i) << (8 * i);
        }

        return word;
    }

    private void SetPriorities(int first, uint value, uint mask)
    {
        for (int i = 0; i < 4; i++)
        {
            if ((mask >> (8 * i) & 0xFF) != 0)
            {
                interrupts.SetPriority(first + i, (byte)(value >> (8 * i)));
            }
        }
    }

    private uint InterruptState() =>
        (uint)exceptions.Current
        | (interrupts.IsPending(ExceptionNumber.SysTick) ? 1u << 26 : 0)
        | (interrupts.IsPending(ExceptionNumber.PendingService) ? 1u << 28 : 0)
        | (interrupts.IsPending(ExceptionNumber.NonMaskable) ? 1u << 31 : 0);

    private void ChangePending(uint bits)
    {
        (int Bit, int Exception, bool Pending)[] actions =
        [
            (25, ExceptionNumber.SysTick, false), (26, ExceptionNumber.SysTick, true), (27, ExceptionNumber.PendingService, false),
            (28, ExceptionNumber.PendingService, true), (31, ExceptionNumber.NonMaskable, true),
        ];
        foreach ((int bit, int exception, bool pending) in actions)
        {
            if ((bits >> bit & 1) != 0)
            {
                interrupts.SetPending(exception, pending);
            }
        }
    }

    private void SetVectorTable(uint address)
    {
        if ((address & TableAlignment) != 0)
        {
            log.Warn($"VTOR set to 0x{address:x8}, which is not a multiple of 512");
        }

        exceptions.VectorTable = address;
    }

    private void ControlReset(uint bits)
    {
        if (bits >> 16 == ResetKey)
        {
            ResetRequested |= (bits & ResetRequest) != 0;
            stored[0xD0C] = bits & 0x0000_6708;
        }
    }

    private uint FaultEnableBits()
    {
        uint bits = 0;
        for (int i = 0; i < 4; i++)
        {
            bits |= (interrupts.IsEnabled(FirstConfigurableFault + i) ? 1u : 0) << (FirstFaultEnableBit + i);
        }

        return bits;
    }

    private void EnableFaults(uint bits)
    {
        for (int i = 0; i < 4; i++)
        {
            interrupts.Enable(FirstConfigurableFault + i, (bits & FaultEnables & (1u << (FirstFaultEnableBit + i))) != 0);
        }
    }
}
