using System.Text;
using Adc.Cli;

namespace Adc.Tests.Cli;

public sealed class InternalErrorTests
{
    /// <summary>A bug of ours is a diagnostic, not a stack trace: here, a writer that fails as no writer should.</summary>
    [Fact]
    public void A_bug_is_reported_as_one()
    {
        using var error = new StringWriter();
        using var broken = new BrokenWriter();
        int exitCode = Application.Run(["explain"], new Terminal(broken, error, IsWatched: false));
        Assert.NotEqual(0, exitCode);
        Assert.StartsWith("error ADC9001: internal error: InvalidOperationException: out of ink", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd('\n').Split('\n'), line => line.Contains("out of ink", StringComparison.Ordinal));
    }

    private sealed class BrokenWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new InvalidOperationException("out of ink");
    }
}
