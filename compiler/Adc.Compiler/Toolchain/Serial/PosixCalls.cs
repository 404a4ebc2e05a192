using System.Runtime.InteropServices;

namespace Adc.Compiler.Toolchain.Serial;

/// <summary>The C library's calls for terminals, as far as a serial line needs them.</summary>
internal static partial class PosixCalls
{
    public const int ReadWrite = 2;
    public const short PollIn = 1, PollOut = 4;

    /// <summary>errno.</summary>
    public const int Interrupted = 4, TryAgain = 11, TryAgainOnMac = 35;

    private const string Library = "libc";

    /// <summary>One entry of poll(); the layout is the same on Linux and macOS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    // O_NOCTTY: the port never becomes the process's terminal. O_NONBLOCK: no wait for a carrier. O_CLOEXEC: tools do not inherit it.
    public static int OpenFlags => OperatingSystem.IsMacOS() ? ReadWrite | 0x20000 | 0x4 | 0x1000000 : ReadWrite | 0x100 | 0x800 | 0x80000;

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollEntry entries, nuint count, int milliseconds);

    /// <param name="settings">struct termios, which is opaque here.</param>
    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetSettings(int descriptor, [In, Out] byte[] settings);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetSettings(int descriptor, int when, [In, Out] byte[] settings);

    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw([In, Out] byte[] settings);

    [LibraryImport(Library, EntryPoint = "cfsetspeed", SetLastError = true)]
    public static partial int SetSpeed([In, Out] byte[] settings, nuint speed);
}
