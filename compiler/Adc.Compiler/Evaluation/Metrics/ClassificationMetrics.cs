using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>How often a classifier is right.</summary>
/// <param name="Confusion">Rows by right class and, within it, by the class that they were taken for.</param>
/// <param name="Inconclusive">Rows whose outputs tell too little by precision_threshold or precision_margin; they stand in no row above.</param>
/// <param name="TopK">Rows whose right class is among the first <paramref name="K"/>.</param>
public sealed record ClassificationMetrics(Sequence<Sequence<int>> Confusion, int K, int TopK, int Inconclusive) : ColumnMetrics
{
    public int Rows => Confusion.Sum(row => row.Sum()) + Inconclusive;

    public int Correct => Enumerable.Range(0, Confusion.Count).Sum(label => Confusion[label][label]);

    public double? Accuracy => Ratio(Correct, Rows);

    public double? TopKAccuracy => Ratio(TopK, Rows);

    public override IEnumerable<(string Name, double Value)> Guarded => Accuracy is double accuracy ? [("accuracy", accuracy)] : [];

    /// <summary>Rows of a class.</summary>
    public int Support(int label) => Confusion[label].Sum();

    /// <summary>Share right of the rows taken for a class; null when there are none.</summary>
    public double? Precision(int label) => Ratio(Confusion[label][label], Confusion.Sum(row => row[label]));

    /// <summary>Share found of the rows of a class; null when there are none.</summary>
    public double? Recall(int label) => Ratio(Confusion[label][label], Support(label));

    public double? F1(int label) => Ratio(2 * Confusion[label][label], Support(label) + Confusion.Sum(row => row[label]));

    internal static ClassificationMetrics Of(IReadOnlyList<int> labels, ClassRanks ranks, int classes)
    {
        var confusion = new int[classes][];
        for (int label = 0; label < classes; label++)
        {
            confusion[label] = new int[classes];
        }

        for (int row = 0; row < labels.Count; row++)
        {
            if (ranks.Predicted[row] != ClassRanks.Inconclusive)
            {
                confusion[labels[row]][ranks.Predicted[row]]++;
            }
        }

        int k = classes > 5 ? 5 : Math.Max(1, classes - 1);
        return new ClassificationMetrics(confusion.Select(row => row.ToSequence()).ToSequence(), k, ranks.Ranks.Count(rank => rank < k),
            ranks.Predicted.Count(predicted => predicted == ClassRanks.Inconclusive));
    }

    private static double? Ratio(int part, int whole) => whole == 0 ? null : part / (double)whole;
}
