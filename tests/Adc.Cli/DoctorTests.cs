using System.Text.Json;
using System.Text.RegularExpressions;
using Adc.Cli.Commands;
using Adc.Cli.Printing;
using Adc.Compiler.Toolchain;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class DoctorTests
{
    private static readonly ToolState
        Gcc = new("arm-none-eabi-gcc", "firmware", true, "arm-none-eabi-gcc (15:12.2.rel1-1) 12.2.1 20221205"),
        Emulator = new("libunicorn", "emulated board", true, ""),
        Commander = new("commander", "programming a board", true, "Simplicity Commander 1v18", IsOptional: true);

    private static readonly string[] Tools = ["arm-none-eabi-gcc", "nano.specs", "arm-none-eabi-objcopy", "cc", "libunicorn", "commander"];

    [Fact]
    public void Names_every_tool_and_whether_it_was_found()
    {
        string text = AdcRun.Of("doctor").Output;
        Assert.Matches(@"\Aadc \d+\.\d+\.\d+ on \.NET \d+\.\d+\.\d+\n\n", text);
        string[] rows = [.. text.Split('\n').Where(line => Regex.IsMatch(line, "^  (found|MISSING|absent) "))];
        Assert.Equal(Tools, rows.Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void A_list_where_everything_is_there() => Snapshot.Verify(DoctorCommand.List([Gcc, Emulator, Commander]));

    [Fact]
    public void A_list_where_only_a_board_s_tool_is_absent() =>
        Snapshot.Verify(DoctorCommand.List([Gcc, Emulator, Commander with { Found = false, Remark = Tool.Commander.HowToGet }]));

    [Fact]
    public void A_list_where_nothing_is_there() => Snapshot.Verify(DoctorCommand.List(
    [
        Gcc with { Found = false, Remark = Tool.ArmGcc.HowToGet }, Emulator with { Found = false, Remark = "install it: apt-get install libunicorn2" },
        Commander with { Found = false, Remark = Tool.Commander.HowToGet },
    ]));

    [Fact]
    public void Speaks_JSON_and_its_exit_code_tells_whether_something_is_missing()
    {
        AdcRun run = AdcRun.Of("doctor", "--json");
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement[] tools = [.. document.RootElement.GetProperty("tools").EnumerateArray()];
        Assert.Equal(Tools, tools.Select(tool => tool.GetProperty("name").GetString()));
        Assert.Equal(tools.All(tool => tool.GetProperty("found").GetBoolean() || tool.TryGetProperty("optional", out _)) ? 0 : 8, run.ExitCode);
    }

    [ToolFact("arm-none-eabi-gcc", "cc", "libunicorn.so.2")]
    public void Prints_versions_of_what_is_there() =>
        Assert.Matches(@"found    cc  .*\n           \S.*\d+\.\d+", AdcRun.Of("doctor").Succeeded().Output);
}
