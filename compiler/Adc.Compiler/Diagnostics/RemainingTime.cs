namespace Adc.Compiler.Diagnostics;

/// <summary>How a person reads the time that is left.</summary>
public static class RemainingTime
{
    private const int Minute = 60, Hour = 3600;

    /// <summary>Two units at most: "8 s left", "1 min 05 s left", "2 h 10 min left".</summary>
    public static string Text(TimeSpan left)
    {
        long seconds = (long)Math.Round(Math.Max(0, left.TotalSeconds));
        return seconds switch
        {
            < Minute => FormattableString.Invariant($"{seconds} s left"),
            < Hour => FormattableString.Invariant($"{seconds / Minute} min {seconds % Minute:00} s left"),
            _ => FormattableString.Invariant($"{seconds / Hour} h {seconds % Hour / Minute:00} min left"),
        };
    }
}
