namespace Adc.Mvp;

/// <summary>A loop counter. Instructions name where it begins and ends; a higher number nests inside a lower one.</summary>
/// <param name="Iterations">1..1024.</param>
/// <param name="StepOnExit">Indices that advance by one, with wrap, each time the loop finishes.</param>
/// <param name="ResetOnExit">Indices that return to 0 each time the loop finishes.</param>
public sealed record MvpLoop(int Iterations, MvpIndexSet StepOnExit = default, MvpIndexSet ResetOnExit = default)
{
    /// <summary>What the words of a loop that no instruction names decode to: all zero.</summary>
    public static MvpLoop Unused { get; } = new(1);
}
