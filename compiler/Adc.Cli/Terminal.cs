using System.Globalization;

namespace Adc.Cli;

/// <summary>Where a run of adc writes.</summary>
/// <param name="Output">What the command was called for.</param>
/// <param name="Error">Diagnostics and progress.</param>
/// <param name="IsWatched">A person looks at <paramref name="Error"/> as it is written.</param>
/// <param name="Width">Columns for tables; without limit where no terminal shows them, so that names stay whole.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool IsWatched, int Width = int.MaxValue)
{
    private const int Narrowest = 40;

    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected, WidthOfProcess());

    /// <summary>What the variable COLUMNS says, else the width of the terminal.</summary>
    private static int WidthOfProcess()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns))
        {
            return Math.Max(Narrowest, columns);
        }

        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? int.MaxValue : Math.Max(Narrowest, Console.WindowWidth);
        }
        catch (IOException)
        {
            return int.MaxValue;
        }
    }
}
