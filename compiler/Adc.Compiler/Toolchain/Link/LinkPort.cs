using System.Diagnostics;
using System.Text;
using Adc.Compiler.Toolchain.Serial;

namespace Adc.Compiler.Toolchain.Link;

/// <summary>Frames and text on one serial line, told apart.</summary>
/// <param name="console">Told the text that the board prints between frames.</param>
internal sealed class LinkPort(ISerialLine line, Action<string> console)
{
    // Longer than any frame, and than any line that firmware prints.
    private const int MostBetweenZeros = 4096;

    private readonly List<byte> pending = [];
    private readonly byte[] buffer = new byte[512];
    private int filled;
    private int taken;

    public string Name => line.Name;

    /// <summary>Bytes that have come so far.</summary>
    public long BytesHeard { get; private set; }

    public void Send(ReadOnlySpan<byte> payload) => line.Write(LinkFrame.Encode(payload));

    /// <summary>Waits for the next undamaged frame, but not longer than the limit.</summary>
    /// <returns>Its payload, or null when time is over.</returns>
    /// <exception cref="SerialLineException">The port is gone.</exception>
    public byte[]? Receive(TimeSpan limit, CancellationToken cancellation)
    {
        // So that an interruption does not wait for the board.
        TimeSpan look = TimeSpan.FromMilliseconds(100);
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            while (taken < filled)
            {
                byte value = buffer[taken++];
                if (value != 0)
                {
                    pending.Add(value);
                    if (pending.Count < MostBetweenZeros)
                    {
                        continue;
                    }
                }

                byte[] between = [.. pending];
                pending.Clear();
                if (LinkFrame.Decode(between) is byte[] payload)
                {
                    return payload;
                }

                Tell(between);
            }

            cancellation.ThrowIfCancellationRequested();
            TimeSpan left = limit - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            filled = line.Read(buffer, left < look ? left : look);
            taken = 0;
            BytesHeard += filled;
        }
    }

    // A damaged frame mostly is no text.
    private void Tell(byte[] between)
    {
        if (between.Length > 0 && between.All(value => value is (byte)'\r' or (byte)'\n' or (byte)'\t' or >= 0x20 and < 0x7F))
        {
            console(Encoding.ASCII.GetString(between));
        }
    }
}
