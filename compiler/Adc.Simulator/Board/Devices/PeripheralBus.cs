using Adc.Simulator.Board.Core;

namespace Adc.Simulator.Board.Devices;

/// <summary>Decodes addresses outside memory, as strictly as the chip does and a little more.</summary>
internal sealed class PeripheralBus(ClockManagement clocks, BoardLog log) : ICoreBus
{
    private const uint BlockMask = 0xEFFF_C000;
    private const uint NonSecure = 0x1000_0000;
    private const uint FirstSystemAddress = 0xE000_0000;

    private readonly Dictionary<uint, IBoardDevice> devices = [];

    public SystemControl? SystemControl { get; set; }

    public CycleCounter? Cycles { get; set; }

    public TracePort? Trace { get; set; }

    /// <summary>Called after each store, which may have changed what the core has to do next.</summary>
    public Action? Written { get; set; }

    /// <summary>Why the latest refused access was refused.</summary>
    public string Refusal { get; private set; } = "";

    public void Add(IBoardDevice device) => devices.Add(device.Address, device);

    public bool TryRead(uint address, int sizeInBytes, out uint value)
    {
        int shift = 8 * (int)(address & 3);
        bool found = TryReadWord(address & ~3u, sizeInBytes, out uint word);
        value = word >> shift & Mask(sizeInBytes);
        return found;
    }

    public bool TryWrite(uint address, int sizeInBytes, uint value)
    {
        int shift = 8 * (int)(address & 3);
        bool found = TryWriteWord(address & ~3u, sizeInBytes, value << shift, Mask(sizeInBytes) << shift);
        Written?.Invoke();
        return found;
    }

    private static uint Mask(int sizeInBytes) => sizeInBytes == 4 ? uint.MaxValue : (1u << (8 * sizeInBytes)) - 1;

    private bool TryReadWord(uint address, int sizeInBytes, out uint value)
    {
        value = 0;
        if (address >= FirstSystemAddress)
        {
            return TryReadSystem(address, out value);
        }

        if (Find(address, sizeInBytes) is not IBoardDevice device)
        {
            return false;
        }

        if ((address & 0x3000) != 0)
        {
            log.Warn($"{device.Name} was read through a write-only shadow");
        }

        value = device.Read(address & 0xFFC);
        return true;
    }

    private bool TryWriteWord(uint address, int sizeInBytes, uint value, uint mask)
    {
        if (address >= FirstSystemAddress)
        {
            return TryWriteSystem(address, value, mask);
        }

        if (Find(address, sizeInBytes) is not IBoardDevice device)
        {
            return false;
        }

        uint offset = address & 0xFFC;
        device.Write(offset, (address >> 12 & 3) switch
        {
            0 => mask == uint.MaxValue ? value : (device.Read(offset) & ~mask) | (value & mask),
            1 => device.Read(offset) | (value & mask),
            2 => device.Read(offset) & ~(value & mask),
            _ => device.Read(offset) ^ (value & mask),
        });
        return true;
    }

    private bool TryReadSystem(uint address, out uint value)
    {
        value = 0;
        if (SystemControl is not null && address - SystemControl.Address < SystemControl.SizeInBytes)
        {
            value = SystemControl.Read(address - SystemControl.Address);
            return true;
        }

        if (Cycles is not null && address - CycleCounter.Address < CycleCounter.SizeInBytes)
        {
            value = Cycles.Read(address - CycleCounter.Address);
            return true;
        }

        if (Trace is not null && TracePort.Contains(address))
        {
            value = Trace.Read(address);
            return true;
        }

        return Refuse($"nothing answers at 0x{address:x8}");
    }

    private bool TryWriteSystem(uint address, uint value, uint mask)
    {
        if (SystemControl is not null && address - SystemControl.Address < SystemControl.SizeInBytes)
        {
            SystemControl.Write(address - SystemControl.Address, value, mask);
            return true;
        }

        if (Cycles is not null && address - CycleCounter.Address < CycleCounter.SizeInBytes)
        {
            Cycles.Write(address - CycleCounter.Address, value);
            return true;
        }

        if (Trace is not null && TracePort.Contains(address))
        {
            Trace.Write(address, value, mask);
            return true;
        }

        return Refuse($"nothing answers at 0x{address:x8}");
    }

    /// <summary>The device at an address, or null, with the reason in <see cref="Refusal"/>.</summary>
    private IBoardDevice? Find(uint address, int sizeInBytes)
    {
        if (!devices.TryGetValue(address & BlockMask, out IBoardDevice? device))
        {
            Refuse($"nothing answers at 0x{address:x8}");
            return null;
        }

        if (device.Gate is ClockGate gate && !clocks.IsOn(gate))
        {
            Refuse($"the clock of {device.Name} is off (CLKEN{gate.Register} bit {gate.Bit})");
            return null;
        }

        if ((address & NonSecure) != 0)
        {
            log.Warn($"{device.Name} was reached through its non-secure address");
        }

        if (sizeInBytes != 4)
        {
            log.Warn($"{device.Name} was accessed by {sizeInBytes} byte; its registers are words");
        }

        return device;
    }

    private bool Refuse(string reason)
    {
        Refusal = reason;
        return false;
    }
}
