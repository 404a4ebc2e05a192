namespace Adc.Simulator.Board.Devices;

/// <summary>EUSART0: every character leaves at once and is part of the console's text; those that come wait in a queue of sixteen.</summary>
/// <remarks>A character with a wrong stop bit locks the receiver up until the port is enabled anew, as on the chip.</remarks>
internal sealed class SerialPort(ClockManagement clocks, PinController pins, BoardConsole console, BoardLog log) : IBoardDevice
{
    private const uint Enable = 0x04;
    private const uint Configuration0 = 0x08;
    private const uint FrameConfiguration = 0x14;
    private const uint Divider = 0x30;
    private const uint Command = 0x38;
    private const uint ReceiveData = 0x3C;
    private const uint TransmitData = 0x44;
    private const uint Status = 0x48;
    private const uint Flags = 0x4C;
    private const uint SynchronizationBusy = 0x54;

    private const uint RoomAndIdle = 0x0000_3040;
    private const uint HasReceived = 1u << 7;
    private const uint ReceiveOverflow = 1u << 4, ReceiveUnderflow = 1u << 5, FramingError = 1u << 9;
    private const int QueueLength = 16;
    private const uint Baud = 115_200;

    private readonly PlainRegisters registers = new(
        "EUSART0", 0x4B01_0000, new ClockGate(1, 22), (0x10, 0x20), (FrameConfiguration, 0x1002));

    private readonly Queue<byte> received = [];
    private IBoardWire? wire;
    private bool isLockedUp;
    private bool receives;
    private bool transmits;

    public string Name => registers.Name;

    public uint Address => registers.Address;

    public ClockGate? Gate => registers.Gate;

    private bool IsEnabled => (registers.Read(Enable) & 1) != 0;

    public uint Read(uint offset) => offset switch
    {
        Status => RoomAndIdle | (receives ? 1u : 0) | (transmits ? 2u : 0) | (received.Count > 0 ? HasReceived : 0),
        ReceiveData => Take(),
        SynchronizationBusy or Command or TransmitData => 0,
        _ => registers.Read(offset),
    };

    /// <summary>Lets characters come and go.</summary>
    /// <param name="cycles">In which a character arrives.</param>
    public void Connect(IBoardWire connected, BoardClock clock, int cycles)
    {
        wire = connected;
        BoardTimer? timer = null;
        timer = clock.AddTimer(() =>
        {
            Arrive(wire.Receive());
            timer!.Set(clock.Now + cycles);
        });
        timer.Set(clock.Now + cycles);
    }

    public void Write(uint offset, uint value)
    {
        switch (offset)
        {
            case Enable when (value & 1) == 0:
                isLockedUp = receives = transmits = false;
                received.Clear();
                registers.Write(offset, value);
                break;
            case Command:
                Execute(value);
                break;
            case TransmitData:
                Send((byte)value);
                break;
            default:
                CheckConfiguration(offset);
                registers.Write(offset, value);
                break;
        }
    }

    private void Arrive(int character)
    {
        if (character == IBoardWire.Nothing || !receives || isLockedUp)
        {
            return;
        }

        if (character == IBoardWire.BadFrame)
        {
            isLockedUp = true;
            registers.Write(Flags, registers.Read(Flags) | FramingError);
        }
        else if (received.Count == QueueLength)
        {
            registers.Write(Flags, registers.Read(Flags) | ReceiveOverflow);
        }
        else
        {
            received.Enqueue((byte)character);
        }
    }

    private uint Take()
    {
        if (received.TryDequeue(out byte character))
        {
            return character;
        }

        registers.Write(Flags, registers.Read(Flags) | ReceiveUnderflow);
        return 0;
    }

    private void Execute(uint command)
    {
        if (!IsEnabled)
        {
            log.Warn("EUSART0 was given a command while it was disabled");
        }

        receives = (receives || (command & 1) != 0) && (command & 2) == 0;
        transmits = (transmits || (command & 4) != 0) && (command & 8) == 0;
    }

    private void CheckConfiguration(uint offset)
    {
        if (offset is >= Configuration0 and <= FrameConfiguration && IsEnabled)
        {
            log.Warn($"EUSART0 register 0x{offset:x2} was written while the port was enabled");
        }
    }

    private void Send(byte character)
    {
        if (!IsEnabled || !transmits)
        {
            log.Warn("EUSART0 was given a character while its transmitter was off");
            return;
        }

        CheckPin();
        CheckBaud();
        wire?.Send(character);
        console.Put(character);
    }

    private void CheckPin()
    {
        if (!pins.SerialPortReachesPin)
        {
            log.Warn("EUSART0 sends, but its transmitter is not routed to a pin that drives");
        }
    }

    // Sixteenfold oversampling; a receiver tolerates about 2 percent.
    private void CheckBaud()
    {
        double actual = clocks.SerialPortHz / (16 * (1 + registers.Read(Divider) / 256.0));
        if (Math.Abs(actual - Baud) > Baud * 0.02)
        {
            log.Warn($"EUSART0 sends at {actual:F0} baud, the console listens at {Baud}");
        }
    }
}
