using System.Text.RegularExpressions;
using Adc.Cli.Help;
using Adc.Compiler.Pipeline;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public void Of_the_program() => Snapshot.Verify(AdcRun.Of("--help").Succeeded().Output);

    [Fact]
    public void Of_compile() => Snapshot.Verify(AdcRun.Of("compile", "--help").Succeeded().Output);

    [Fact]
    public void Of_run() => Snapshot.Verify(AdcRun.Of("run", "--help").Succeeded().Output);

    [Fact]
    public void Of_quantize() => Snapshot.Verify(AdcRun.Of("quantize", "--help").Succeeded().Output);

    [Fact]
    public void Of_view() => Snapshot.Verify(AdcRun.Of("view", "--help").Succeeded().Output);

    [Fact]
    public void Of_explain() => Snapshot.Verify(AdcRun.Of("explain", "--help").Succeeded().Output);

    [Theory]
    [InlineData]
    [InlineData("new")]
    [InlineData("compile")]
    [InlineData("run")]
    [InlineData("evaluate")]
    [InlineData("compare")]
    [InlineData("scan")]
    [InlineData("summarize")]
    [InlineData("estimate")]
    [InlineData("quantize")]
    [InlineData("profile")]
    [InlineData("flash")]
    [InlineData("monitor")]
    [InlineData("view")]
    [InlineData("calibrate")]
    [InlineData("doctor")]
    [InlineData("features")]
    [InlineData("completion")]
    [InlineData("explain")]
    public void Fits_a_terminal_of_80_columns(params string[] command) =>
        Assert.All(AdcRun.Of([.. command, "--help"]).Output.Split('\n'), line => Assert.True(line.Length <= 80, line));

    [Fact]
    public void Of_every_command_ends_with_an_example()
    {
        string[] commands = [.. Regex.Matches(AdcRun.Of("--help").Output.Split("Commands:")[1].Split("Options")[0], @"(?m)^  ([a-z]+) ").Select(match => match.Groups[1].Value)];
        Assert.True(commands.Length >= 14, string.Join(' ', commands));
        Assert.All(commands, command => Assert.Matches($@"\nExamples?:\n  .*adc {command}", AdcRun.Of(command, "--help").Output));
    }

    [Fact]
    public void Is_printed_whatever_else_stands_on_the_line() =>
        Assert.Equal(AdcRun.Of("compile", "--help").Output, AdcRun.Of("compile", "a.yaml", "--nonsense", "-h").Succeeded().Output);

    [Fact]
    public void Goes_to_standard_error_when_no_command_is_given()
    {
        AdcRun run = AdcRun.Of().Failed(2, "Usage: adc COMMAND");
        Assert.Empty(run.Output);
    }

    [Fact]
    public void The_version_tells_the_commit() => Assert.Matches(@"^adc \d+\.\d+\.\d+(\+[0-9a-f]{7}| \(built without git\))\n$", AdcRun.Of("--version").Succeeded().Output);

    [Fact]
    public void The_commit_is_what_the_build_says_behind_a_plus()
    {
        Assert.Equal($"adc {AdcVersion.Text}+0123456", VersionAction.Text("0.1.0+0123456789abcdef0123456789abcdef01234567"));
        Assert.Equal($"adc {AdcVersion.Text} (built without git)", VersionAction.Text("0.1.0"));
    }
}
