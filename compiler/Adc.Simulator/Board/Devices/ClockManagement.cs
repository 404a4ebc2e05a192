namespace Adc.Simulator.Board.Devices;

/// <summary>CMU: clock gates, and which oscillator feeds what.</summary>
internal sealed class ClockManagement : IBoardDevice
{
    private const uint FirstGateRegister = 0x64;
    private const uint SystemClock = 0x70;
    private const uint TraceClock = 0x80;
    private const uint LoopReference = 0x100;
    private const uint SerialGroup = 0x128;
    private const uint SerialPort0 = 0x220;
    private const uint InternalHz = 20_000_000;

    private readonly PlainRegisters registers = new(
        "CMU", 0x4000_8000, null,
        (0x00, 3), (SystemClock, 1), (TraceClock, 1), (0x120, 1), (SerialGroup, 1), (0x140, 1), (0x160, 1), (0x200, 1), (0x208, 1),
        (SerialPort0, 1));

    private readonly BoardLog log;

    public ClockManagement(bool crystalWorks, uint crystalHz, bool loopLocks, BoardLog log)
    {
        this.log = log;
        Crystal = new CrystalOscillator(crystalWorks, crystalHz);
        Loop = new PhaseLockedLoop(loopLocks, () => registers.Read(LoopReference) == 1 ? Crystal.FrequencyHz : 0);
        Tunable = new TunableOscillator(Loop);
    }

    public CrystalOscillator Crystal { get; }

    public PhaseLockedLoop Loop { get; }

    public TunableOscillator Tunable { get; }

    public string Name => registers.Name;

    public uint Address => registers.Address;

    public ClockGate? Gate => null;

    /// <summary>Clock of the serial port; zero when it has none.</summary>
    public uint SerialPortHz => registers.Read(SerialPort0) != 1 ? 0 : registers.Read(SerialGroup) switch
    {
        1 => Tunable.FrequencyHz,
        2 => Crystal.FrequencyHz,
        3 => InternalHz,
        _ => 0,
    };

    public uint CoreHz => (registers.Read(SystemClock) & 7) switch
    {
        1 => InternalHz,
        2 => Tunable.FrequencyHz,
        3 => Crystal.FrequencyHz,
        _ => 0,
    };

    /// <summary>Clock of the trace port.</summary>
    public uint TraceHz => (registers.Read(TraceClock) & 3) == 1 ? CoreHz / (1 + (registers.Read(TraceClock) >> 4 & 3)) : 0;

    /// <summary>While something traces, the trace clock must stay as it is.</summary>
    public bool TraceIsEnabled { get; set; }

    public bool IsOn(ClockGate gate) => (registers.Read(FirstGateRegister + 4 * (uint)gate.Register) >> gate.Bit & 1) != 0;

    public uint Read(uint offset) => registers.Read(offset);

    public void Write(uint offset, uint value)
    {
        if (offset == TraceClock && TraceIsEnabled)
        {
            log.Warn("the trace clock was changed while tracing was enabled");
        }

        registers.Write(offset, value);
        if (offset == SystemClock && CoreHz == 0)
        {
            log.Warn("the core was switched to a clock that does not run; the chip would hang");
        }
    }
}
