using Adc.Cli.Printing;
using Adc.Compiler.Diagnostics;
using Spectre.Console;

namespace Adc.Tests.Cli;

/// <summary>What a person who waits gets to see, on a terminal and in a log.</summary>
public sealed class StepDisplayTests
{
    // Three times as long as between two pictures.
    private static readonly TimeSpan UntilDrawn = TimeSpan.FromSeconds(0.3);

    [Fact]
    public void A_counted_step_has_a_bar_with_its_share_and_the_time_that_is_left()
    {
        string shown = OnTerminal(progress =>
        {
            progress.Report("lowering");
            Thread.Sleep(UntilDrawn);
            progress.Report(new WorkStep("running the test data", 12_000, 100_000, TimeSpan.FromSeconds(65)));
        });

        Assert.Matches(@"ad: lowering", shown);
        Assert.Matches(@"running the test data ━+ +12% 00:00:0\d 1 min 05 s left", shown);
        Assert.DoesNotMatch("lowering .*%", shown);
    }

    [Fact]
    public void Two_models_have_a_bar_each()
    {
        string shown = OnTerminal(progress =>
        {
            progress.Report(new WorkStep("a: running the test data", 1, 4, TimeSpan.FromHours(3)));
            progress.Report(new WorkStep("b: running the test data", 3, 4));
        });

        Assert.Matches(@"a: running the test data ━+ +25% 00:00:0\d 3 h 00 min left *\n.*b: running the test data ━+ +75% 00:00:0\d", shown);
    }

    [Fact]
    public void A_log_has_a_line_for_each_step_and_few_for_a_counted_one()
    {
        var clock = new SetClock();
        using StringWriter lines = new() { NewLine = "\n" };
        var log = new StepLog(lines, "ad", clock);
        log.Report("lowering");
        for (int row = 1; row <= 1000; row++)
        {
            clock.Milliseconds += 10;
            log.Report(new WorkStep("running the test data", row, 1000, TimeSpan.FromSeconds(0.01 * (1000 - row))));
        }

        Assert.Equal(
            """
            ad: lowering
            ad: running the test data, 0%: 1 of 1,000 rows, 10 s left
            ad: running the test data, 50%: 501 of 1,000 rows, 5 s left
            ad: running the test data, 100%: 1,000 of 1,000 rows, 0 s left

            """,
            lines.ToString());
    }

    private static string OnTerminal(Action<IProgress<WorkStep>> work)
    {
        using StringWriter output = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;
        console.Profile.Capabilities.Unicode = true;
        StepDisplay.Show(console, "ad", progress =>
        {
            work(progress);
            Thread.Sleep(UntilDrawn);
            return 0;
        });
        return output.ToString();
    }

    /// <summary>A clock that shows what it was set to.</summary>
    private sealed class SetClock : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long GetTimestamp() => Milliseconds * TimestampFrequency / 1000;
    }
}
