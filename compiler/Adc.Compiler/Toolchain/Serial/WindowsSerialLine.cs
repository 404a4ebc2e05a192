using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Adc.Compiler.Toolchain.Serial;

/// <summary>A serial port of Windows, such as COM5.</summary>
internal sealed class WindowsSerialLine : ISerialLine
{
    // More than struct DCB has.
    private const int BlockInBytes = 64;

    private const uint WriteLimitInMilliseconds = 5000;

    private readonly SafeFileHandle port;

    /// <exception cref="SerialLineException">It cannot be opened, or is no serial port.</exception>
    public WindowsSerialLine(string name)
    {
        Name = name;
        try
        {
            port = File.OpenHandle($@"\\.\{name}", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SerialLineException(exception.Message, exception);
        }

        byte[] block = new byte[BlockInBytes];
        if (!WindowsCalls.BuildControlBlock("baud=115200 parity=N data=8 stop=1 xon=off odsr=off octs=off dtr=on rts=on", block) || !WindowsCalls.SetState(port, block))
        {
            SerialLineException failure = Failure();
            port.Dispose();
            throw failure;
        }
    }

    public string Name { get; }

    public unsafe int Read(Span<byte> buffer, TimeSpan limit)
    {
        // The largest interval and multiplier: return with the first byte, or when the constant is over, which must not be 0.
        var timeouts = new WindowsCalls.Timeouts
        {
            ReadInterval = uint.MaxValue, ReadMultiplier = uint.MaxValue, ReadConstant = (uint)Math.Clamp(limit.TotalMilliseconds, 1, int.MaxValue),
            WriteConstant = WriteLimitInMilliseconds,
        };
        fixed (byte* start = buffer)
        {
            return WindowsCalls.SetTimeouts(port, timeouts) && WindowsCalls.Read(port, start, buffer.Length, out int count, 0) ? count : throw Failure();
        }
    }

    public unsafe void Write(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            if (!WindowsCalls.Write(port, start, data.Length, out int count, 0) || count != data.Length)
            {
                throw Failure();
            }
        }
    }

    public void Dispose() => port.Dispose();

    private static SerialLineException Failure() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
}
