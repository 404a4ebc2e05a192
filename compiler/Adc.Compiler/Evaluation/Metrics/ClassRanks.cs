namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Which class each row is taken for, and at which place its right one comes.</summary>
/// <remarks>The largest output wins, the first of equal ones. A single output decides between class 0 and, above one half, class 1.</remarks>
/// <param name="least">Largest output below which a row is inconclusive.</param>
/// <param name="margin">Distance from the second largest output below which it is.</param>
internal sealed class ClassRanks(IReadOnlyList<int> labels, double least = double.NegativeInfinity, double margin = 0) : RowMeter
{
    /// <summary>In place of a class where the outputs do not tell.</summary>
    public const int Inconclusive = -1;

    private readonly int[] predicted = new int[labels.Count];
    private readonly int[] ranks = new int[labels.Count];

    public IReadOnlyList<int> Predicted => predicted;

    /// <summary>Outputs that come before the right class; 0 where the prediction is right.</summary>
    public IReadOnlyList<int> Ranks => ranks;

    public override void Measure(int position, ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        int label = labels[position];
        if (output.Length == 1)
        {
            int decided = output[0] > 0.5f ? 1 : 0;
            ranks[position] = decided == label ? 0 : 1;
            predicted[position] = Conclusive(decided, decided == 1 ? output[0] : 1 - output[0], decided == 1 ? 1 - output[0] : output[0]);
            return;
        }

        int best = 0, rank = 0;
        for (int i = 0; i < output.Length; i++)
        {
            best = output[i] > output[best] ? i : best;
            rank += output[i] > output[label] || (output[i] == output[label] && i < label) ? 1 : 0;
        }

        float second = float.NegativeInfinity;
        for (int i = 0; i < output.Length; i++)
        {
            second = i == best ? second : Math.Max(second, output[i]);
        }

        predicted[position] = Conclusive(best, output[best], second);
        ranks[position] = rank;
    }

    private int Conclusive(int decided, float first, float second) => first < least || first - second < margin ? Inconclusive : decided;
}
