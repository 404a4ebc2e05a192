using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Adc.Compiler.Toolchain.Serial;

/// <summary>The system's calls for serial ports.</summary>
internal static partial class WindowsCalls
{
    private const string Library = "kernel32";

    /// <summary>COMMTIMEOUTS, in milliseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Timeouts
    {
        public uint ReadInterval;
        public uint ReadMultiplier;
        public uint ReadConstant;
        public uint WriteMultiplier;
        public uint WriteConstant;
    }

    /// <param name="block">struct DCB, which is opaque here.</param>
    [LibraryImport(Library, EntryPoint = "BuildCommDCBW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool BuildControlBlock(string definition, [In, Out] byte[] block);

    [LibraryImport(Library, EntryPoint = "SetCommState", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetState(SafeFileHandle port, [In] byte[] block);

    [LibraryImport(Library, EntryPoint = "SetCommTimeouts", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetTimeouts(SafeFileHandle port, in Timeouts timeouts);

    [LibraryImport(Library, EntryPoint = "ReadFile", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static unsafe partial bool Read(SafeFileHandle port, byte* buffer, int count, out int done, nint overlapped);

    [LibraryImport(Library, EntryPoint = "WriteFile", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static unsafe partial bool Write(SafeFileHandle port, byte* buffer, int count, out int done, nint overlapped);

    /// <returns>0 when there is no such device.</returns>
    [LibraryImport(Library, EntryPoint = "QueryDosDeviceW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial int QueryDevice(string name, [Out] char[] target, int length);
}
