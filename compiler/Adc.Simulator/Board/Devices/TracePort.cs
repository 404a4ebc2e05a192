namespace Adc.Simulator.Board.Devices;

/// <summary>ITM and TPIU: what the firmware writes to stimulus port 0 leaves by the trace pin, as UART, and is kept as the console's text.</summary>
internal sealed class TracePort(ClockManagement clocks, PinController pins, BoardConsole console, BoardLog log)
{
    private const uint InstrumentationAddress = 0xE000_0000, OutputAddress = 0xE004_0000, SizeInBytes = 0x1000;

    private const uint FirstWordBehindStimulus = 0x80, PortEnables = 0xE00, Control = 0xE80;
    private const uint Prescaler = 0x10, Protocol = 0xF0, Formatter = 0x304;
    private const uint Enabled = 1, Uart = 2, FormatterOn = 2;
    private const double Baud = 875_000;

    private readonly Dictionary<uint, uint> words = new() { [OutputAddress + Protocol] = 1, [OutputAddress + Formatter] = 0x102 };

    /// <summary>DEMCR.TRCENA: without it nothing here answers.</summary>
    public bool TraceEnabled
    {
        get;
        set
        {
            field = value;
            clocks.TraceIsEnabled = value;
        }
    }

    public static bool Contains(uint address) => address - InstrumentationAddress < SizeInBytes || address - OutputAddress < SizeInBytes;

    /// <param name="address">Of a word.</param>
    public uint Read(uint address) => !TraceEnabled ? 0
        : IsStimulus(address) ? (Listens((int)(address / 4)) ? 1u : 0)
        : words.GetValueOrDefault(address);

    /// <param name="mask">The bits of <paramref name="value"/> that are written.</param>
    public void Write(uint address, uint value, uint mask)
    {
        if (!TraceEnabled)
        {
            return;
        }

        if (!IsStimulus(address))
        {
            words[address] = (words.GetValueOrDefault(address) & ~mask) | (value & mask);
        }
        else if (address == InstrumentationAddress && Listens(0))
        {
            Send(value, mask);
        }
    }

    private static bool IsStimulus(uint address) => address - InstrumentationAddress < FirstWordBehindStimulus;

    private bool Listens(int port) =>
        (words.GetValueOrDefault(InstrumentationAddress + Control) & Enabled) != 0 && (words.GetValueOrDefault(InstrumentationAddress + PortEnables) >> port & 1) != 0;

    private void Send(uint value, uint mask)
    {
        if (!pins.TraceReachesPin)
        {
            log.Warn("the trace port sends, but it is not routed to a pin that drives");
        }

        double actual = clocks.TraceHz / (1.0 + words.GetValueOrDefault(OutputAddress + Prescaler));
        if (words[OutputAddress + Protocol] != Uart || (words[OutputAddress + Formatter] & FormatterOn) != 0 || Math.Abs(actual - Baud) > Baud * 0.02)
        {
            log.Warn($"the trace port sends at {actual:F0} baud, protocol {words[OutputAddress + Protocol]}, formatter {words[OutputAddress + Formatter]:x}; expected plain UART at {Baud:F0} baud");
        }

        for (int place = 0; place < sizeof(uint); place++)
        {
            if ((mask >> (8 * place) & 0xFF) != 0)
            {
                console.Put((byte)(value >> (8 * place)));
            }
        }
    }
}
