using System.Globalization;
using Adc.Cli.Printing;

namespace Adc.Cli;

/// <summary>Where a run of adc writes.</summary>
/// <param name="Output">What the command was called for.</param>
/// <param name="Error">Diagnostics and progress.</param>
/// <param name="IsWatched">A person looks at <paramref name="Error"/> as it is written.</param>
/// <param name="Width">Columns for tables; without limit where no terminal shows them, so that names stay whole.</param>
/// <param name="OutputHasColours">Escape sequences may stand in <paramref name="Output"/>.</param>
/// <param name="ErrorHasColours">Likewise.</param>
internal sealed record Terminal(
    TextWriter Output, TextWriter Error, bool IsWatched, int Width = int.MaxValue, bool OutputHasColours = false, bool ErrorHasColours = false)
{
    private const int Narrowest = 40;

    public static Terminal OfProcess() => new(
        Console.Out, Console.Error, !Console.IsErrorRedirected, WidthOfProcess(), Colours.AreWanted(!Console.IsOutputRedirected, Environment.GetEnvironmentVariable),
        Colours.AreWanted(!Console.IsErrorRedirected, Environment.GetEnvironmentVariable));

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
