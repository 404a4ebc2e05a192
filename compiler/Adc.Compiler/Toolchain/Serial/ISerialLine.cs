namespace Adc.Compiler.Toolchain.Serial;

/// <summary>Bytes to and from a board: 115200 baud, 8 bits, no parity, one stop bit, no flow control.</summary>
public interface ISerialLine : IDisposable
{
    /// <summary>The port as the user knows it.</summary>
    string Name { get; }

    /// <summary>Waits for bytes, but not longer than the limit.</summary>
    /// <returns>How many there were; 0 when time is over.</returns>
    /// <exception cref="SerialLineException">The port is gone.</exception>
    int Read(Span<byte> buffer, TimeSpan limit);

    /// <exception cref="SerialLineException">The port is gone, or takes nothing.</exception>
    void Write(ReadOnlySpan<byte> data);
}

/// <summary>A serial port that cannot be opened or has failed; the message is the end of a sentence about it.</summary>
public sealed class SerialLineException : Exception
{
    public SerialLineException()
    {
    }

    public SerialLineException(string message)
        : base(message)
    {
    }

    public SerialLineException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
