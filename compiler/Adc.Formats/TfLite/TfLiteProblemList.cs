namespace Adc.Formats.TfLite;

/// <summary>Collects problems up to a number that somebody may still read.</summary>
internal sealed class TfLiteProblemList
{
    private const int Most = 100;

    private readonly List<TfLiteProblem> all = [];

    public IReadOnlyList<TfLiteProblem> All => all;

    public bool IsEmpty => all.Count == 0;

    public bool IsFull => all.Count > Most;

    public void Add(TfLiteProblem problem)
    {
        if (all.Count < Most)
        {
            all.Add(problem);
        }
        else if (all.Count == Most)
        {
            all.Add(new(TfLiteProblemKind.TooLarge, $"more than {Most} problems; the others are not listed"));
        }
    }
}
