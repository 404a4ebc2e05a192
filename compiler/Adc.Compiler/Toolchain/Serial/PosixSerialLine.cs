using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Adc.Compiler.Toolchain.Serial;

/// <summary>A serial port of Linux or macOS, through termios.</summary>
internal sealed class PosixSerialLine : ISerialLine
{
    // More than struct termios has anywhere.
    private const int SettingsInBytes = 256;

    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(5);

    private int descriptor;

    /// <exception cref="SerialLineException">It cannot be opened, or is no terminal.</exception>
    public PosixSerialLine(string path)
    {
        Name = path;
        descriptor = PosixCalls.Open(path, PosixCalls.OpenFlags);
        if (descriptor < 0)
        {
            throw Failure();
        }

        try
        {
            Configure();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; }

    public unsafe int Read(Span<byte> buffer, TimeSpan limit)
    {
        if (!Wait(PosixCalls.PollIn, limit))
        {
            return 0;
        }

        fixed (byte* start = buffer)
        {
            nint count = PosixCalls.Read(descriptor, start, buffer.Length);
            return count > 0 ? (int)count
                : count < 0 && IsTemporary(Marshal.GetLastPInvokeError()) ? 0
                : throw new SerialLineException("the device at its other end is gone");
        }
    }

    public unsafe void Write(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            int written = 0;
            while (written < data.Length)
            {
                if (!Wait(PosixCalls.PollOut, WriteLimit))
                {
                    throw new SerialLineException($"it took no bytes for {WriteLimit.TotalSeconds} s");
                }

                nint count = PosixCalls.Write(descriptor, start + written, data.Length - written);
                if (count < 0 && !IsTemporary(Marshal.GetLastPInvokeError()))
                {
                    throw Failure();
                }

                written += (int)Math.Max(0, count);
            }
        }
    }

    public void Dispose()
    {
        if (descriptor >= 0)
        {
            _ = PosixCalls.Close(descriptor);
            descriptor = -1;
        }
    }

    private static bool IsTemporary(int error) => error is PosixCalls.Interrupted or PosixCalls.TryAgain or PosixCalls.TryAgainOnMac;

    private static SerialLineException Failure() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    private void Configure()
    {
        byte[] settings = new byte[SettingsInBytes];
        if (PosixCalls.GetSettings(descriptor, settings) != 0)
        {
            throw new SerialLineException("it is no serial port");
        }

        // The control flags: receive, ignore modem lines, no flow control by RTS and CTS.
        PosixCalls.MakeRaw(settings);
        if (OperatingSystem.IsMacOS())
        {
            Span<byte> flags = settings.AsSpan(16, 8);
            BinaryPrimitives.WriteUInt64LittleEndian(flags, (BinaryPrimitives.ReadUInt64LittleEndian(flags) | 0x800 | 0x8000) & ~0x30000ul);
        }
        else
        {
            Span<byte> flags = settings.AsSpan(8, 4);
            BinaryPrimitives.WriteUInt32LittleEndian(flags, (BinaryPrimitives.ReadUInt32LittleEndian(flags) | 0x80 | 0x800) & ~0x8000_0000u);
        }

        // Linux has numbers for speeds.
        if (PosixCalls.SetSpeed(settings, OperatingSystem.IsMacOS() ? 115_200u : 0x1002u) != 0 || PosixCalls.SetSettings(descriptor, 0, settings) != 0)
        {
            throw Failure();
        }
    }

    private bool Wait(short wanted, TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            double left = Math.Max(0, (limit - Stopwatch.GetElapsedTime(start)).TotalMilliseconds);
            var entry = new PosixCalls.PollEntry { Descriptor = descriptor, Wanted = wanted };
            int ready = PosixCalls.Poll(ref entry, 1, (int)Math.Ceiling(Math.Min(left, int.MaxValue)));
            if (ready < 0 && !IsTemporary(Marshal.GetLastPInvokeError()))
            {
                throw Failure();
            }

            if (ready > 0)
            {
                return (entry.Found & wanted) != 0 ? true : throw new SerialLineException("the device at its other end is gone");
            }

            if (ready == 0)
            {
                return false;
            }
        }
    }
}
