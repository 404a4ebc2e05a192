using Adc.Cli;
using Adc.Cli.Help;
using Adc.Tests.Firmware;
using Adc.Tests.Support;

namespace Adc.Tests.Cli;

/// <summary>docs/adc.1 is written by the command tree.</summary>
public sealed class ManualPageTests
{
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "adc.1");

    private static string Page => ManualPage.Of(Application.Root(new GlobalOptions(), new Terminal(TextWriter.Null, TextWriter.Null, IsWatched: false)));

    [Fact]
    public void The_page_in_docs_is_that_of_the_commands()
    {
        string expected = Page;
        if (!File.Exists(Document) || File.ReadAllText(Document) != expected)
        {
            File.WriteAllText(Path.ChangeExtension(Document, ".received.txt"), expected);
            Assert.Fail("docs/adc.1 is not what the command tree says; the new text stands beside it");
        }
    }

    [ToolFact("man", "sh")]
    public void Man_sets_the_page_without_a_complaint_in_80_columns()
    {
        // Warnings of the formatter go to standard error, which has to stay empty.
        (int exitCode, string text) = NativeTool.TryRun("sh", "-c", $"MANWIDTH=80 MANROFFOPT=-ww LC_ALL=C.UTF-8 man -l --warnings '{Document}' 2>&1 | col -bx");
        Assert.Equal(0, exitCode);
        string[] lines = text.Split('\n');
        Assert.StartsWith("ADC(1)", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Contains("       --set PATH=VALUE", lines);
        Assert.Contains(lines, line => line.StartsWith("EXIT STATUS", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_and_option_stands_in_it()
    {
        string page = Page.Replace("\\-", "-", StringComparison.Ordinal);
        var root = Application.Root(new GlobalOptions(), new Terminal(TextWriter.Null, TextWriter.Null, IsWatched: false));
        Assert.All(root.Subcommands, command => Assert.Contains($".SS \"adc {command.Name}", page, StringComparison.Ordinal));
        Assert.All(root.Subcommands.SelectMany(command => command.Options), option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
    }
}
