namespace Adc.Cli;

/// <summary>Where a run of adc writes.</summary>
/// <param name="Output">What the command was called for.</param>
/// <param name="Error">Diagnostics and progress.</param>
/// <param name="IsWatched">A person looks at <paramref name="Error"/> as it is written.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool IsWatched)
{
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected);
}
