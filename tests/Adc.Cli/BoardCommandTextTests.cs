using System.Runtime.Versioning;
using System.Text;
using Adc.Tests.Support;
using Adc.Tests.Toolchain.Flashing;

namespace Adc.Tests.Cli;

/// <summary>What flash and monitor print, with a script in the place of the programmer and a pseudo terminal in that of the board.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BoardCommandTextTests(CompiledSmall compiled) : IClassFixture<CompiledSmall>
{
    [PseudoTerminalFact("sh", "arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Of_flash_when_the_self_test_passes()
    {
        using StandInTool tool = StandInTool.Commander();
        Snapshot.Verify(Flash(tool, "adc boot board brd2601b\nadc verdict PASS 4/4\n"));
    }

    [PseudoTerminalFact("sh", "arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Of_flash_when_the_self_test_fails()
    {
        using StandInTool tool = StandInTool.Commander();
        Snapshot.Verify(Flash(tool, "adc verdict FAIL 3/4\n"));
    }

    [ToolFact("sh", "arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Of_flash_when_the_board_carries_another_part()
    {
        using var tool = new StandInTool("commander", ("device\\ info*", "Part Number : EFR32MG24A020F1536GM48\nDONE", 0));
        Snapshot.Verify(Text(AdcRun.Of("flash", compiled.Output(), "--tool-path", tool.Path)));
    }

    [PseudoTerminalFact]
    public void Of_monitor_until_a_line()
    {
        using var terminal = new PseudoTerminal();
        terminal.Write("adc boot board brd2601b\nbell \a\nadc verdict PASS 4/4\nmore\n"u8);
        Snapshot.Verify(Text(AdcRun.Of("monitor", "--port", terminal.Port, "--until", "adc verdict")));
    }

    [PseudoTerminalFact]
    public void Of_monitor_that_is_interrupted()
    {
        using var terminal = new PseudoTerminal();
        terminal.Write("adc boot board brd2601b\n"u8);
        using var interruption = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Snapshot.Verify(Text(AdcRun.Of(interruption.Token, "monitor", "--port", terminal.Port)));
    }

    [Fact]
    public void Of_monitor_without_its_port()
    {
        using var folder = new WorkFolder();
        Snapshot.Verify(Masked.Paths(Text(AdcRun.Of("monitor", "--port", folder["absent"])), folder));
    }

    private string Flash(StandInTool tool, string console)
    {
        using var terminal = new PseudoTerminal();
        terminal.Write(Encoding.ASCII.GetBytes(console));
        return Text(AdcRun.Of("flash", compiled.Output(), "--tool-path", tool.Path, "--port", terminal.Port)).Replace(terminal.Port, "PORT", StringComparison.Ordinal);
    }

    private string Text(AdcRun run) => $"{run.Output}{run.Error}exit code {run.ExitCode}\n".Replace(compiled.Folder.Path, ".", StringComparison.Ordinal);
}
