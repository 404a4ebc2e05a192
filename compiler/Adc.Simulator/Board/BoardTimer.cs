namespace Adc.Simulator.Board;

/// <summary>One thing that a device has to do at a certain time.</summary>
internal sealed class BoardTimer(Action action)
{
    /// <summary>By <see cref="BoardClock.Now"/>; the largest number while nothing is to be done.</summary>
    public long Due { get; private set; } = long.MaxValue;

    public void Set(long due) => Due = due;

    public void Cancel() => Due = long.MaxValue;

    /// <summary>Calls the action, for this time only.</summary>
    public void Expire()
    {
        Cancel();
        action();
    }
}
