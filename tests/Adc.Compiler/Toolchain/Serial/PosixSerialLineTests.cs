using System.Diagnostics;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Toolchain.Serial;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Toolchain.Serial;

public sealed class PosixSerialLineTests
{
    [PseudoTerminalFact]
    public void Every_byte_arrives_as_it_is_in_both_directions()
    {
        using var terminal = new PseudoTerminal();
        using ISerialLine line = Open(terminal);
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        line.Write(all);
        Assert.Equal(all, Collect(all.Length, buffer => terminal.Read(buffer, 1000)));
        terminal.Write(all);
        Assert.Equal(all, Collect(all.Length, buffer => line.Read(buffer, TimeSpan.FromSeconds(1))));
    }

    [PseudoTerminalFact]
    public void A_wait_for_bytes_that_do_not_come_ends()
    {
        using var terminal = new PseudoTerminal();
        using ISerialLine line = Open(terminal);
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, line.Read(new byte[4], TimeSpan.FromMilliseconds(50)));
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(45));
    }

    [PseudoTerminalFact]
    public void An_unplugged_board_is_told()
    {
        var terminal = new PseudoTerminal();
        using ISerialLine line = Open(terminal);
        terminal.Dispose();
        Assert.Contains("gone", Assert.Throws<SerialLineException>(() => line.Read(new byte[4], TimeSpan.FromSeconds(5))).Message, StringComparison.Ordinal);
    }

    [PseudoTerminalFact]
    public void What_is_no_port_cannot_be_opened()
    {
        using var folder = new BuildFolder();
        foreach (string path in (string[])[folder.File("absent"), folder.Write("file", "text")])
        {
            var diagnostics = new DiagnosticBag();
            Assert.Null(SerialPorts.Open(path, diagnostics));
            Assert.Equal(Catalogue.SerialPortFailed.Code, Assert.Single(diagnostics.All).Code);
        }
    }

    [PseudoTerminalFact]
    public void Ports_of_boards_are_found_by_their_debugger()
    {
        using var devices = new BuildFolder();
        var diagnostics = new DiagnosticBag();
        Assert.Null(SerialPorts.Open(null, diagnostics, devices.File("")));
        Assert.Contains("no serial port", Assert.Single(diagnostics.All).Message, StringComparison.Ordinal);

        string first = devices.Write("ttyACM0", ""), second = devices.Write("ttyACM1", "");
        Assert.Equal([first, second], SerialPorts.Find(devices.File("")).Select(port => port.Path));

        Directory.CreateDirectory(devices.File("serial/by-id"));
        File.CreateSymbolicLink(devices.File("serial/by-id/usb-Silicon_Labs_J-Link_Pro_OB_000440012345-if00"), second);
        File.CreateSymbolicLink(devices.File("serial/by-id/usb-Modem-if00"), first);
        SerialPortName only = Assert.Single(SerialPorts.Find(devices.File("")));
        Assert.Equal(second, only.Path);
        Assert.Contains("000440012345", only.ToString(), StringComparison.Ordinal);
    }

    [PseudoTerminalFact]
    public void Several_ports_are_left_to_the_user()
    {
        using var devices = new BuildFolder();
        devices.Write("ttyACM0", "");
        devices.Write("ttyACM1", "");
        var diagnostics = new DiagnosticBag();
        Assert.Null(SerialPorts.Open(null, diagnostics, devices.File("")));
        Diagnostic only = Assert.Single(diagnostics.All);
        Assert.Equal(Catalogue.SerialPortUnclear.Code, only.Code);
        Assert.Contains("--port", only.Message, StringComparison.Ordinal);
    }

    private static ISerialLine Open(PseudoTerminal terminal)
    {
        var diagnostics = new DiagnosticBag();
        ISerialLine? line = SerialPorts.Open(terminal.Port, diagnostics);
        Assert.Empty(diagnostics.All);
        return line!;
    }

    private delegate int Reader(Span<byte> buffer);

    private static byte[] Collect(int count, Reader read)
    {
        List<byte> bytes = [];
        byte[] buffer = new byte[64];
        for (int got = 1; bytes.Count < count && got > 0;)
        {
            got = read(buffer);
            bytes.AddRange(buffer[..got]);
        }

        return [.. bytes];
    }
}
