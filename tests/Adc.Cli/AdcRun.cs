using Adc.Cli;

namespace Adc.Tests.Cli;

/// <summary>What one run of the command line, inside the test's process, left behind.</summary>
internal sealed record AdcRun(int ExitCode, string Output, string Error)
{
    public static AdcRun Of(params string[] arguments) => Of(CancellationToken.None, arguments);

    public static AdcRun Of(CancellationToken cancellation, params string[] arguments) =>
        On((output, error) => new Terminal(output, error, IsWatched: false), arguments, cancellation);

    /// <summary>A run on a terminal of so many columns.</summary>
    public static AdcRun At(int width, params string[] arguments) =>
        On((output, error) => new Terminal(output, error, IsWatched: false, width), arguments, CancellationToken.None);

    private static AdcRun On(Func<TextWriter, TextWriter, Terminal> terminal, string[] arguments, CancellationToken cancellation)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int exitCode = Application.Run(arguments, terminal(output, error), cancellation);
        return new AdcRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The same run, which must have succeeded without a word on standard error.</summary>
    public AdcRun Succeeded()
    {
        Assert.True(ExitCode == 0 && Error.Length == 0, $"ended with {ExitCode}:\n{Error}");
        return this;
    }

    /// <summary>The same run, which must have ended with this exit code and these words on standard error.</summary>
    public AdcRun Failed(int exitCode, params string[] words)
    {
        Assert.True(ExitCode == exitCode, $"ended with {ExitCode}, not {exitCode}:\n{Error}");
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.Ordinal));
        return this;
    }
}
