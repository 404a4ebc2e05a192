using System.Runtime.InteropServices;
using Adc.Tests.Support;

namespace Adc.Tests.Oracle;

/// <summary>The real TensorFlow Lite 2.9 C library for Linux on x86-64, out of the npm package tfjs-tflite-node 0.0.2.</summary>
/// <remarks>
/// To install it: npm install --ignore-scripts --no-audit --no-fund --prefix artifacts/oracle tfjs-tflite-node@0.0.2
/// </remarks>
internal static unsafe class TfLiteLibrary
{
    private static readonly string Path = System.IO.Path.Combine(
        Repository.Root, "artifacts", "oracle", "node_modules", "tfjs-tflite-node", "cc_deps", "linux_amd64", "libtensorflowlite_c.so");

    /// <summary>Why the library cannot be used here, or null when it can.</summary>
    public static string? Absence { get; } =
        !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64
            ? "the TensorFlow Lite library is for Linux on x86-64"
        : !File.Exists(Path) ? "needs the npm package tfjs-tflite-node@0.0.2 below artifacts/oracle (run-tests installs it)"
        : null;

    public static string Version => Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)Export("TfLiteVersion"))())!;

    private static nint Handle { get; } = Absence is null ? NativeLibrary.Load(Path) : 0;

    /// <summary>Address of a function of the library.</summary>
    public static nint Export(string name) => NativeLibrary.GetExport(Handle, name);
}
