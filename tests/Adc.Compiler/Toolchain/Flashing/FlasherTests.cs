using System.Diagnostics;
using System.Runtime.Versioning;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Targets;
using Adc.Compiler.Toolchain.Flashing;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Toolchain.Flashing;

/// <summary>Programmers, with scripts in their place that print what the documents say.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FlasherTests
{
    private static readonly Part B310 = Parts.Find("EFR32MG24B310F1536IM48")!;

    [ToolFact("sh")]
    public void Commander_looks_at_the_part_programs_verifies_and_resets()
    {
        using StandInTool tool = StandInTool.Commander();
        Assert.Empty(Flash(tool, serial: "440012345", verifies: true).All);
        Assert.Equal(
            [
                "device info --device EFR32MG24 --serialno 440012345",
                "flash /tmp/model.hex --device EFR32MG24B310F1536IM48 --serialno 440012345",
                "verify /tmp/model.hex --device EFR32MG24B310F1536IM48 --serialno 440012345",
                "device reset --device EFR32MG24B310F1536IM48 --serialno 440012345",
            ],
            tool.Calls);
    }

    [ToolFact("sh")]
    public void A_board_with_another_part_is_left_alone()
    {
        using var tool = new StandInTool("commander", ("device\\ info*", "Part Number : EFR32MG24B020F1536IM48\nDONE", 0));
        Diagnostic only = Assert.Single(Flash(tool).All);
        Assert.Equal(Catalogue.PartMismatch.Code, only.Code);
        Assert.Contains("EFR32MG24B020F1536IM48", only.Message, StringComparison.Ordinal);
        Assert.Single(tool.Calls);
    }

    [ToolTheory("sh")]
    [InlineData("ERROR: Unable to connect with device with given serial number\nERROR: Could not open J-Link connection.\nDONE", 254, "--serialno")]
    [InlineData("ERROR: Cannot connect to J-Link via USB.\nDONE", 254, "no adapter")]
    [InlineData("ERROR: There is more than one debugger connected\nDONE", 254, "one of the adapters by --serialno")]
    [InlineData("ERROR: Could not connect debugger.\nDONE", 254, "recover")]
    [InlineData("ERROR: Could not get MCU information\nDONE", 0, "recover")]
    [InlineData("ERROR: Unknown option '--device'\nDONE", 255, "update it")]
    [InlineData("Segmentation fault", 139, "seems to be broken")]
    public void What_Commander_says_is_repeated_with_what_helps(string output, int exitCode, string advice)
    {
        using StandInTool tool = StandInTool.Commander(("flash*", output, exitCode));
        Diagnostic only = Assert.Single(Flash(tool).All);
        Assert.Equal(Catalogue.FlashFailed.Code, only.Code);
        Assert.Contains("commander could not program the board", only.Message, StringComparison.Ordinal);
        Assert.Contains(advice, only.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(tool.Calls, call => call.StartsWith("device reset", StringComparison.Ordinal));
    }

    [ToolFact("sh")]
    public void A_retry_inside_Commander_that_went_well_is_no_failure()
    {
        using StandInTool tool = StandInTool.Commander(("flash*", "WARNING: DCI communication failed\nERROR: Timeout while waiting for a response\nProgramming range 0x08000000 - 0x08001fff\nDONE", 0));
        Assert.Empty(Flash(tool).All);
    }

    [ToolFact("sh")]
    public void A_failed_verification_and_a_missing_part_number_are_reported()
    {
        using StandInTool bad = StandInTool.Commander(("verify*", "ERROR: Verification failed at address 0x08000100\nDONE", 254));
        Assert.Contains("masserase", Assert.Single(Flash(bad, verifies: true).All).Message, StringComparison.Ordinal);
        using var silent = new StandInTool("commander", ("device\\ info*", "DONE", 0));
        Assert.Contains("no line 'Part Number'", Assert.Single(Flash(silent).All).Message, StringComparison.Ordinal);
    }

    [ToolFact("sh")]
    public void A_tool_that_hangs_is_stopped_with_all_that_it_started()
    {
        using var tool = new StandInTool("commander", ("$(sleep 1000 & echo $! > \"$0.child\"; wait)", "", 0));
        long start = Stopwatch.GetTimestamp();
        Diagnostic only = Assert.Single(Flash(tool, limit: TimeSpan.FromSeconds(3)).All);
        Assert.Equal(Catalogue.ToolTimedOut.Code, only.Code);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(100), "the wait was not bounded");
        string child = File.ReadAllText(tool.Path + ".child").Trim();
        Assert.True(SpinWait.SpinUntil(() => HasEnded(child), TimeSpan.FromSeconds(30)), "what the tool had started still runs");
    }

    [ToolFact("sh")]
    public void An_interruption_stops_the_tool()
    {
        using var tool = new StandInTool("commander", ("$(sleep 1000)", "", 0));
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.ThrowsAny<OperationCanceledException>(() => Flasher.Flash(Request(tool), new DiagnosticBag(), null, interruption.Token));
    }

    [Fact]
    public void A_tool_that_is_not_there_tells_where_to_get_it()
    {
        using var folder = new BuildFolder();
        var diagnostics = new DiagnosticBag();
        var request = new FlashRequest(FlashProgram.Commander, "/tmp/model", 0x0800_0000, B310, null, false, TimeSpan.FromSeconds(9), folder.File(""));
        Assert.False(Flasher.Flash(request, diagnostics, null, CancellationToken.None));
        Diagnostic only = Assert.Single(diagnostics.All);
        Assert.Equal(Catalogue.ToolNotFound.Code, only.Code);
        Assert.Contains("ADC_COMMANDER", only.Message, StringComparison.Ordinal);
    }

    [ToolTheory("sh")]
    [InlineData("0x0fe08004: 0118051e 00000003 01000600", null)]
    [InlineData("0x0fe08004: 01180014 00000003 00800400", "1024 KiB of flash and 128 KiB of RAM")]
    public void OpenOcd_reads_the_part_from_memory(string words, string? mismatch)
    {
        using var tool = new StandInTool("openocd", ("*mdw*", words, 0), ("*program*", "** Programming Finished **\n** Verified OK **", 0));
        DiagnosticBag diagnostics = Flash(tool, FlashProgram.OpenOcd, verifies: true);
        Assert.Equal(mismatch is null, !diagnostics.HasErrors);
        Assert.Contains(mismatch ?? "", string.Concat(diagnostics.All.Select(diagnostic => diagnostic.Message)), StringComparison.Ordinal);
        Assert.Equal(mismatch is null, tool.Calls[^1].EndsWith("-c program {/tmp/model.elf} verify reset exit", StringComparison.Ordinal));
    }

    [ToolFact("sh")]
    public void OpenOcd_tells_its_errors()
    {
        using var tool = new StandInTool("openocd", ("*mdw*", "Error: unable to find a matching device", 1));
        Assert.Contains("unable to find a matching device", Assert.Single(Flash(tool, FlashProgram.OpenOcd).All).Message, StringComparison.Ordinal);
    }

    [ToolFact("sh")]
    public void JLink_takes_its_commands_from_a_file()
    {
        using var tool = new StandInTool("JLinkExe", ("*", "0FE08004 = 0118051E 00000003 01000600", 0));
        Assert.Empty(Flash(tool, FlashProgram.JLink, serial: "801", verifies: true).All);
        Assert.Contains("-device EFR32MG24BxxxF1536 ", tool.Calls[0], StringComparison.Ordinal);
        Assert.Contains("-SelectEmuBySN 801 ", tool.Calls[0], StringComparison.Ordinal);
        Assert.Equal(["mem32 0x0FE08004, 3", "exit"], tool.Calls[1..3]);
        Assert.Equal(["r", "loadfile \"/tmp/model.hex\"", "verifybin \"/tmp/model.bin\", 0x08000000", "r", "g", "exit"], tool.Calls[4..]);
    }

    [ToolFact("sh")]
    public void JLink_that_finds_no_target_says_so()
    {
        using var tool = new StandInTool("JLinkExe", ("*", "Cannot connect to target.", 0));
        Assert.Contains("Cannot connect to target.", Assert.Single(Flash(tool, FlashProgram.JLink).All).Message, StringComparison.Ordinal);
    }

    // Gone, or dead and not yet collected by its parent.
    private static bool HasEnded(string process) =>
        !File.Exists($"/proc/{process}/stat") || File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');

    private static FlashRequest Request(StandInTool tool, FlashProgram program = FlashProgram.Commander, string? serial = null, bool verifies = false, TimeSpan? limit = null) =>
        new(program, "/tmp/model", 0x0800_0000, B310, serial, verifies, limit ?? TimeSpan.FromSeconds(60), tool.Path);

    private static DiagnosticBag Flash(StandInTool tool, FlashProgram program = FlashProgram.Commander, string? serial = null, bool verifies = false, TimeSpan? limit = null)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Equal(Flasher.Flash(Request(tool, program, serial, verifies, limit), diagnostics, null, CancellationToken.None), !diagnostics.HasErrors);
        return diagnostics;
    }
}
