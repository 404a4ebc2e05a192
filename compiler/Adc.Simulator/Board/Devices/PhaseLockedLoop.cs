namespace Adc.Simulator.Board.Devices;

/// <summary>DPLL0: locks at once when its reference runs, if it can lock at all.</summary>
internal sealed class PhaseLockedLoop(bool locks, Func<uint> referenceHz) : IBoardDevice
{
    private const uint Enable = 0x04;
    private const uint Factors = 0x0C;
    private const uint Flags = 0x10;
    private const uint Status = 0x18;
    private const uint Locked = 1;
    private const uint LockFailedLow = 2;
    private const uint EnabledAndReady = 3;

    private readonly PlainRegisters registers = new("DPLL0", 0x4001_C000, new ClockGate(0, 17));
    private uint flags;

    public string Name => registers.Name;

    public uint Address => registers.Address;

    public ClockGate? Gate => registers.Gate;

    public bool IsLocked => IsEnabled && locks && referenceHz() != 0;

    /// <summary>Reference times (N + 1) / (M + 1); zero while not locked.</summary>
    public uint FrequencyHz
    {
        get
        {
            uint factors = registers.Read(Factors);
            ulong n = (factors >> 16 & 0xFFF) + 1;
            ulong m = (factors & 0xFFF) + 1;
            return IsLocked ? (uint)(referenceHz() * n / m) : 0;
        }
    }

    private bool IsEnabled => (registers.Read(Enable) & 1) != 0;

    public uint Read(uint offset) => offset switch
    {
        Flags => flags,
        Status => IsLocked ? EnabledAndReady : 0,
        _ => registers.Read(offset),
    };

    public void Write(uint offset, uint value)
    {
        bool wasEnabled = IsEnabled;
        if (offset == Flags)
        {
            flags = value;
            return;
        }

        registers.Write(offset, value);
        if (!wasEnabled && IsEnabled)
        {
            flags |= IsLocked ? Locked : LockFailedLow;
        }
    }
}
