using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adc.Simulator.Board.Core;

/// <summary>The C interface of Unicorn 2, as far as a Cortex-M33 needs it.</summary>
internal static unsafe partial class Unicorn
{
    public const string Library = "libunicorn.so.2";

    public const int ArchitectureArm = 1;
    public const int ModeThumbMicrocontroller = (1 << 4) | (1 << 5);

    /// <summary>Selects the processor model: control 7, one argument, written.</summary>
    public const uint SetProcessorModel = 7 | (1 << 26) | (1 << 30);
    public const int CortexM33 = 11;

    public const int Ok = 0;
    public const int InvalidInstruction = 10;

    public const uint Readable = 1;
    public const uint Writable = 2;
    public const uint Executable = 4;

    public const int HookInterrupt = 1 << 0;
    public const int HookCode = 1 << 2;
    public const int HookUnmapped = (1 << 4) | (1 << 5) | (1 << 6);
    public const int HookForbidden = (1 << 7) | (1 << 8) | (1 << 9);

    public const int FetchUnmapped = 21;
    public const int WriteUnmapped = 20;
    public const int WriteForbidden = 22;
    public const int FetchForbidden = 24;

    [LibraryImport(Library, EntryPoint = "uc_version")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint Version(out uint major, out uint minor);

    [LibraryImport(Library, EntryPoint = "uc_open")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Open(int architecture, int mode, out nint engine);

    [LibraryImport(Library, EntryPoint = "uc_close")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Close(nint engine);

    [LibraryImport(Library, EntryPoint = "uc_ctl")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Control(nint engine, uint control, int argument);

    [LibraryImport(Library, EntryPoint = "uc_mem_map_ptr")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int MapMemory(nint engine, ulong address, nuint size, uint permissions, void* content);

    [LibraryImport(Library, EntryPoint = "uc_mmio_map")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int MapDevices(
        nint engine, ulong address, nuint size,
        delegate* unmanaged[Cdecl]<nint, ulong, uint, nint, ulong> read, nint readData,
        delegate* unmanaged[Cdecl]<nint, ulong, uint, ulong, nint, void> write, nint writeData);

    /// <summary>Calls back for addresses from <paramref name="begin"/> to <paramref name="end"/>, or everywhere when begin is above end.</summary>
    [LibraryImport(Library, EntryPoint = "uc_hook_add")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int AddHook(nint engine, out nint hook, int type, void* callback, nint data, ulong begin, ulong end);

    [LibraryImport(Library, EntryPoint = "uc_emu_start")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Start(nint engine, ulong begin, ulong until, ulong timeout, nuint count);

    [LibraryImport(Library, EntryPoint = "uc_emu_stop")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Stop(nint engine);

    [LibraryImport(Library, EntryPoint = "uc_reg_read")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ReadRegister(nint engine, int register, void* value);

    [LibraryImport(Library, EntryPoint = "uc_reg_write")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int WriteRegister(nint engine, int register, void* value);
}
