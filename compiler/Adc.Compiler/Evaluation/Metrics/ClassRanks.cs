namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Which class each row is taken for, and at which place its right one comes.</summary>
/// <remarks>The largest output wins, the first of equal ones. A single output decides between class 0 and, above one half, class 1.</remarks>
internal sealed class ClassRanks(IReadOnlyList<int> labels) : RowMeter
{
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
            predicted[position] = output[0] > 0.5f ? 1 : 0;
            ranks[position] = predicted[position] == label ? 0 : 1;
            return;
        }

        int best = 0, rank = 0;
        for (int i = 0; i < output.Length; i++)
        {
            best = output[i] > output[best] ? i : best;
            rank += output[i] > output[label] || (output[i] == output[label] && i < label) ? 1 : 0;
        }

        predicted[position] = best;
        ranks[position] = rank;
    }
}
