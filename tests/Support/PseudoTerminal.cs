using System.Runtime.InteropServices;
using Adc.Compiler.Toolchain.Serial;

namespace Adc.Tests.Support;

/// <summary>Two ends of a serial line that only exists in the kernel: a port to open, and the other side of it.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int NameLength = 128;

    private int master;

    public PseudoTerminal()
    {
        master = OpenMaster(PosixCalls.OpenFlags & ~0x80000);
        byte[] name = new byte[NameLength];
        if (master < 0 || Grant(master) != 0 || Unlock(master) != 0 || NameOf(master, name, NameLength) != 0)
        {
            throw new InvalidOperationException($"no pseudo-terminal: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        Port = System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0');
    }

    /// <summary>What a program opens as its serial port.</summary>
    public string Port { get; }

    /// <summary>Bytes that the program has sent; 0 when there are none within the limit, or nobody has the port open.</summary>
    public unsafe int Read(Span<byte> buffer, int milliseconds)
    {
        var entry = new PosixCalls.PollEntry { Descriptor = master, Wanted = PosixCalls.PollIn };
        _ = PosixCalls.Poll(ref entry, 1, milliseconds);
        if ((entry.Found & PosixCalls.PollIn) == 0)
        {
            // Hung up: the other end is not open, and poll would not wait.
            Thread.Sleep(entry.Found != 0 ? Math.Min(milliseconds, 5) : 0);
            return 0;
        }

        fixed (byte* start = buffer)
        {
            return (int)Math.Max(0, PosixCalls.Read(master, start, buffer.Length));
        }
    }

    public unsafe void Write(ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            for (int written = 0; written < data.Length;)
            {
                nint count = PosixCalls.Write(master, start + written, data.Length - written);
                written += (int)Math.Max(0, count);
                if (count <= 0)
                {
                    Thread.Sleep(1);
                }
            }
        }
    }

    public void Dispose()
    {
        if (master >= 0)
        {
            _ = PosixCalls.Close(master);
            master = -1;
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(int descriptor, [Out] byte[] name, nint length);
}

/// <summary>A fact that needs pseudo-terminals, and tools if any are named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PseudoTerminalFactAttribute : FactAttribute
{
    public PseudoTerminalFactAttribute(params string[] tools) => Skip = OperatingSystem.IsLinux() ? ToolTheoryAttribute.Missing(tools) : "needs pseudo-terminals of Linux";
}
