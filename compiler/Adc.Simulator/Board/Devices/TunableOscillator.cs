namespace Adc.Simulator.Board.Devices;

/// <summary>HFRCO0: the RC oscillator that the DPLL steers; 19 MHz after reset.</summary>
internal sealed class TunableOscillator(PhaseLockedLoop loop) : IBoardDevice
{
    private const uint Status = 0x0C;
    private const uint EnabledAndReady = 0x0001_0001;
    private const uint ResetHz = 19_000_000;

    private readonly PlainRegisters registers = new("HFRCO0", 0x4001_0000, new ClockGate(0, 18), (0x08, 0xA868_9F7F));

    public string Name => registers.Name;

    public uint Address => registers.Address;

    public ClockGate? Gate => registers.Gate;

    public uint FrequencyHz => loop.IsLocked ? loop.FrequencyHz : ResetHz;

    public uint Read(uint offset) => offset == Status ? EnabledAndReady : registers.Read(offset);

    public void Write(uint offset, uint value) => registers.Write(offset, value);
}
