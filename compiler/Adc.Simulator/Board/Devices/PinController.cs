namespace Adc.Simulator.Board.Devices;

/// <summary>GPIO: remembers its registers, and knows whether the serial port and the trace port reach the outside.</summary>
internal sealed class PinController : IBoardDevice
{
    private const uint FirstPort = 0x30;
    private const uint PortStride = 0x30;
    private const uint ModeLow = 0x04;
    private const uint ModeHigh = 0x0C;
    private const uint TraceRouteEnable = 0x444;
    private const uint SerialRouteEnable = 0x494;
    private const uint SerialTransmitRoute = 0x4AC;
    private const uint TransmitEnabled = 1u << 4;
    private const uint PushPull = 4;

    private readonly PlainRegisters registers = new(
        "GPIO", 0x4003_C000, new ClockGate(0, 26),
        (0x30, 0x0040_0040), (0x60, 0x0040_0040), (0x90, 0x0040_0040), (0xC0, 0x0040_0040), (0x440, 0xF));

    public string Name => registers.Name;

    public uint Address => registers.Address;

    public ClockGate? Gate => registers.Gate;

    public bool SerialPortReachesPin
    {
        get
        {
            uint route = registers.Read(SerialTransmitRoute);
            return (registers.Read(SerialRouteEnable) & TransmitEnabled) != 0 && Mode(route & 3, route >> 16 & 15) == PushPull;
        }
    }

    /// <summary>The trace output has its place at PA3.</summary>
    public bool TraceReachesPin => (registers.Read(TraceRouteEnable) & 1) != 0 && Mode(0, 3) == PushPull;

    public uint Read(uint offset) => registers.Read(offset);

    public void Write(uint offset, uint value) => registers.Write(offset, value);

    private uint Mode(uint port, uint pin)
    {
        uint modes = registers.Read(FirstPort + PortStride * port + (pin < 8 ? ModeLow : ModeHigh));
        return modes >> (int)(4 * (pin & 7)) & 15;
    }
}
