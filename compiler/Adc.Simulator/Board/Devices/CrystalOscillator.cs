namespace Adc.Simulator.Board.Devices;

/// <summary>HFXO0: runs at once when it is forced on, if the board's crystal works.</summary>
internal sealed class CrystalOscillator(bool works, uint frequencyHz) : IBoardDevice
{
    private const uint Control = 0x28;
    private const uint Status = 0x58;
    private const uint ForceEnable = 1u << 16;
    private const uint EnabledReadyOptimised = 0x0001_0003;
    private const uint Enabled = 0x0001_0000;

    private readonly PlainRegisters registers = new(
        "HFXO0", 0x4A00_4000, new ClockGate(0, 20),
        (0x10, 0x0BB0_0820), (0x18, 0x033C_3C3C), (0x20, 0x1000_0000), (Control, 0x0700_0040));

    public string Name => registers.Name;

    public uint Address => registers.Address;

    public ClockGate? Gate => registers.Gate;

    public bool IsRunning => works && IsForced;

    public uint FrequencyHz => IsRunning ? frequencyHz : 0;

    private bool IsForced => (registers.Read(Control) & ForceEnable) != 0;

    public uint Read(uint offset) =>
        offset == Status ? (IsRunning ? EnabledReadyOptimised : IsForced ? Enabled : 0) : registers.Read(offset);

    public void Write(uint offset, uint value) => registers.Write(offset, value);
}
