using System.Runtime.Versioning;
using System.Text;
using Adc.Tests.Support;
using Adc.Tests.Toolchain.Flashing;

namespace Adc.Tests.Cli;

[UnsupportedOSPlatform("windows")]
public sealed class FlashCommandTests(CompiledSmall compiled) : IClassFixture<CompiledSmall>
{
    [ToolFact("sh", "arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Programs_what_was_compiled()
    {
        using StandInTool tool = StandInTool.Commander();
        AdcRun run = AdcRun.Of("flash", compiled.Output(), "--tool-path", tool.Path).Succeeded();
        Assert.Equal("small.hex is in the EFR32MG24B310F1536IM48\n", run.Output);
        Assert.Equal($"flash {compiled.Output("firmware/small.hex")} --device EFR32MG24B310F1536IM48", tool.Calls[1]);
    }

    [ToolFact("sh", "arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Programs_S_records_where_these_are_asked_for()
    {
        using StandInTool tool = StandInTool.Commander();
        Assert.Equal("small.s37 is in the EFR32MG24B310F1536IM48\n", AdcRun.Of("flash", compiled.Output(), "--tool-path", tool.Path, "--format", "s37").Succeeded().Output);
        Assert.Equal($"flash {compiled.Output("firmware/small.s37")} --device EFR32MG24B310F1536IM48", tool.Calls[1]);
        string[] records = File.ReadAllLines(compiled.Output("firmware/small.s37"));
        Assert.StartsWith("S0", records[0], StringComparison.Ordinal);
        Assert.All(records[1..^1], record => Assert.StartsWith("S3", record, StringComparison.Ordinal));
        Assert.Equal("08000000", records[1][4..12]);
        AdcRun.Of("flash", compiled.Output(), "--format", "uf2").Failed(2);
    }

    [ToolFact("sh", "arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void A_board_with_another_part_is_exit_code_8()
    {
        using var tool = new StandInTool("commander", ("device\\ info*", "Part Number : EFR32MG24A020F1536GM48\nDONE", 0));
        AdcRun.Of("flash", compiled.Output(), "--tool-path", tool.Path).Failed(8, "error ADC7007", "EFR32MG24A020F1536GM48", "target.board");
    }

    [PseudoTerminalFact("sh", "arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Waits_for_the_verdict_of_the_self_test()
    {
        using StandInTool tool = StandInTool.Commander();
        Watch("adc boot board brd2601b\r\nadc verdict PASS 4/4\r\n", "--timeout", "60").Succeeded();
        Watch("adc verdict FAIL 3/4\r\n", "--timeout", "60").Failed(7, "ADC8004", "FAIL 3/4");
        Watch("adc boot board brd2601b\r\n", "--timeout", "1").Failed(8, "ADC7004", "self-test");

        AdcRun Watch(string console, params string[] arguments)
        {
            using var terminal = new PseudoTerminal();
            terminal.Write(Encoding.ASCII.GetBytes(console));
            return AdcRun.Of(["flash", compiled.Output(), "--tool-path", tool.Path, "--port", terminal.Port, .. arguments]);
        }
    }

    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Mistakes_of_the_command_line_are_told()
    {
        AdcRun.Of("flash", compiled.Folder.Path).Failed(6, "report.json");
        AdcRun.Of("flash", compiled.Output(), "--timeout", "0").Failed(2, "--timeout 0");
        AdcRun.Of("flash", compiled.Output(), "--tool-path", compiled.Folder.Path).Failed(8, "ADC7001", "Simplicity Commander");
        AdcRun.Of("flash", compiled.Output(), "--port", compiled.Folder["absent"]).Failed(8, "ADC7010", "absent");
    }

    [ToolFact("sh", "arm-none-eabi-gcc", "libunicorn.so.2")]
    public void A_configuration_can_ask_for_it()
    {
        using StandInTool tool = StandInTool.Commander(), failing = StandInTool.Commander(("flash*", "ERROR: Could not connect debugger.", 254));
        using WorkFolder folder = SmallModel.Folder();
        folder.Write("small.yaml", SmallModel.Yaml() + "  firmware: { flash: true, serial_number: 440012345, timeout_s: 30, host_app: false }\n  reports: { formats: [html] }\n");
        try
        {
            Environment.SetEnvironmentVariable("ADC_COMMANDER", tool.Path);
            AdcRun.Of("compile", folder["small.yaml"]).Succeeded();
            Assert.Equal($"flash {folder["outputs/small/firmware/small.hex"]} --device EFR32MG24B310F1536IM48 --serialno 440012345", tool.Calls[1]);
            Environment.SetEnvironmentVariable("ADC_COMMANDER", failing.Path);
            AdcRun.Of("compile", folder["small.yaml"]).Failed(8, "ADC7003", "Could not connect debugger");
        }
        finally
        {
            Environment.SetEnvironmentVariable("ADC_COMMANDER", null);
        }
    }

    [PseudoTerminalFact]
    public void The_monitor_prints_lines_and_hides_control_characters()
    {
        using var terminal = new PseudoTerminal();
        terminal.Write("adc boot\nbell \a\nend of it\n"u8);
        Assert.Equal("adc boot\nbell ?\nend of it\n", AdcRun.Of("monitor", "--port", terminal.Port, "--until", "end").Succeeded().Output);
    }

    [PseudoTerminalFact]
    public void The_monitor_ends_with_an_interruption()
    {
        using var terminal = new PseudoTerminal();
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.Equal(130, AdcRun.Of(interruption.Token, "monitor", "--port", terminal.Port).ExitCode);
    }
}
