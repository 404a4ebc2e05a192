namespace Adc.Compiler.Diagnostics;

/// <summary>What a command is doing, for the person who waits.</summary>
/// <param name="Text">Such as "lowering".</param>
/// <param name="Done">Of <paramref name="Total"/>, how many rows are done.</param>
/// <param name="Total">0 for a step that is not counted.</param>
/// <param name="Left">How long the others will take; null when nobody knows.</param>
public readonly record struct WorkStep(string Text, int Done = 0, int Total = 0, TimeSpan? Left = null)
{
    public bool IsCounted => Total > 0;

    public static implicit operator WorkStep(string text) => FromString(text);

    public static WorkStep FromString(string text) => new(text);

    /// <summary>The step with its share and the time that is left: "running the test data, 12%: 12,000 of 100,000 rows, 1 min 05 s left".</summary>
    public override string ToString() => !IsCounted ? Text : FormattableString.Invariant(
        $"{Text}, {100L * Done / Total}%: {Done:N0} of {Total:N0} rows{(Left is { } left ? $", {RemainingTime.Text(left)}" : "")}");
}
