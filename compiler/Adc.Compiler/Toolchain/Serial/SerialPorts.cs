using System.Globalization;
using Adc.Compiler.Diagnostics;

namespace Adc.Compiler.Toolchain.Serial;

/// <summary>Finds and opens the serial ports that debuggers of boards offer.</summary>
public static class SerialPorts
{
    private const int MostWindowsPorts = 256;

    /// <summary>Opens the port that the user named, else the only one of a board.</summary>
    /// <param name="port">Null when none was named.</param>
    /// <param name="devices">Folder of device files; another one in tests.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static ISerialLine? Open(string? port, DiagnosticBag diagnostics, string devices = "/dev")
    {
        if ((port ?? Choose(Find(devices), diagnostics)) is not string name)
        {
            return null;
        }

        try
        {
            return OperatingSystem.IsWindows() ? new WindowsSerialLine(name) : new PosixSerialLine(name);
        }
        catch (SerialLineException exception)
        {
            diagnostics.Report(Catalogue.SerialPortFailed, Origin.None, name, "cannot be opened", exception.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>Ports of boards, each with what is known of its device.</summary>
    /// <remarks>The names below serial/by-id tell makers and serial numbers; boards carry a J-Link.</remarks>
    public static IReadOnlyList<SerialPortName> Find(string devices = "/dev")
    {
        if (OperatingSystem.IsWindows())
        {
            char[] target = new char[1024];
            return [.. Enumerable.Range(1, MostWindowsPorts).Select(number => string.Create(CultureInfo.InvariantCulture, $"COM{number}"))
                .Where(name => WindowsCalls.QueryDevice(name, target, target.Length) > 0).Select(name => new SerialPortName(name, ""))];
        }

        string byId = Path.Combine(devices, "serial", "by-id");
        SerialPortName[] named = [.. Files(byId, "*").Where(IsBoard)
            .Select(link => new SerialPortName(File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link, Path.GetFileName(link)))];
        return named.Length > 0 ? named
            : [.. Files(devices, OperatingSystem.IsMacOS() ? "cu.usbmodem*" : "ttyACM*").Select(path => new SerialPortName(path, ""))];
    }

    private static string? Choose(IReadOnlyList<SerialPortName> found, DiagnosticBag diagnostics)
    {
        if (found.Count == 1)
        {
            return found[0].Path;
        }

        (string what, string advice) = found.Count == 0
            ? ("no serial port of a board was found", "connect the board, or name its port by --port")
            : ($"there are {found.Count} serial ports of boards: {string.Join(", ", found)}", "name one by --port");
        diagnostics.Report(Catalogue.SerialPortUnclear, Origin.None, what, advice);
        return null;
    }

    private static bool IsBoard(string link) =>
        ((string[])["J-Link", "JLink", "SEGGER", "Silicon_Lab"]).Any(words => Path.GetFileName(link).Contains(words, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder, pattern).Order(StringComparer.Ordinal) : [];
}

/// <summary>A serial port.</summary>
/// <param name="Path">What opens it.</param>
/// <param name="Device">What the system knows of the device behind it; may be empty.</param>
public sealed record SerialPortName(string Path, string Device)
{
    public override string ToString() => Device.Length == 0 ? Path : $"{Path} ({Device})";
}
