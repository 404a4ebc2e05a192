namespace Adc.Simulator.Board.Devices;

/// <summary>The DWT's cycle counter. On this board it counts executed instructions, and stands still during sleep.</summary>
internal sealed class CycleCounter(Func<long> instructions, bool present)
{
    public const uint Address = 0xE000_1000;
    public const uint SizeInBytes = 0x1000;

    private const uint Enabled = 1u << 0;
    private const uint Absent = 1u << 25;
    private const uint Comparators = 4u << 28;

    private bool enabled;
    private long zero;
    private uint held;

    /// <summary>DEMCR.TRCENA: without it the counter stands still.</summary>
    public bool TraceEnabled { get; set; }

    public uint Read(uint offset) => offset switch
    {
        0 => Comparators | (present ? 0 : Absent) | (enabled ? Enabled : 0),
        4 => Now,
        _ => 0,
    };

    public void Write(uint offset, uint value)
    {
        if (!present || !TraceEnabled)
        {
            return;
        }

        if (offset == 0)
        {
            held = Now;
            enabled = (value & Enabled) != 0;
            zero = instructions() - held;
        }
        else if (offset == 4)
        {
            held = value;
            zero = instructions() - value;
        }
    }

    private uint Now => enabled ? (uint)(instructions() - zero) : held;
}
