using System.Globalization;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Judges a classifier by the largest of its outputs.</summary>
internal sealed class ClassificationJudge : TaskJudge
{
    private const double PercentsInWhole = 100;

    private readonly ModelConfig config;
    private readonly int[] labels;

    private ClassificationJudge(ModelConfig config, int[] labels, Sequence<string> names)
    {
        this.config = config;
        this.labels = labels;
        ClassNames = names;
    }

    public override ModelTask Task => ModelTask.Classification;

    public override Sequence<string> ClassNames { get; }

    public static TaskJudge? For(ModelConfig config, Sequence<int> rows, TestLabels labels, int outputs, DiagnosticBag diagnostics)
    {
        // One output decides between two classes.
        int classes = Math.Max(2, outputs);
        Sequence<int> numbers = labels.Classes ?? Largest(labels.Vectors!, outputs).ToSequence();
        int[] ofRows = [.. rows.Select(row => numbers[row / labels.RowsPerLabel])];
        int wrong = Array.FindIndex(ofRows, label => label < 0 || label >= classes);
        if (wrong >= 0)
        {
            diagnostics.Report(Catalogue.LabelNotAClass, config.Data.TestLabels!.Origin, "test_labels", ofRows[wrong], rows[wrong], classes - 1);
            return null;
        }

        return new ClassificationJudge(config, ofRows, NamesOf(config, classes));
    }

    public override RowMeter NewMeter() => new ClassRanks(
        labels, config.Variants.PrecisionThreshold.Value > 0 ? config.Variants.PrecisionThreshold.Value : double.NegativeInfinity,
        config.Variants.PrecisionMarginInPercent.Value / PercentsInWhole);

    public override ColumnMetrics Metrics(ReferenceColumn column, RowMeter meter) =>
        ClassificationMetrics.Of(labels, (ClassRanks)meter, ClassNames.Count);

    private static IEnumerable<int> Largest(Sequence<float> vectors, int outputs) => outputs == 1
        ? vectors.Select(value => value > 0.5f ? 1 : 0)
        : vectors.Chunk(outputs).Select(vector => Array.IndexOf(vector, vector.Max()));

    private static Sequence<string> NamesOf(ModelConfig config, int classes) =>
        config.Data.ClassificationLabels is { } names && names.Value.Count == classes
            ? names.Value
            : Enumerable.Range(0, classes).Select(label => string.Create(CultureInfo.InvariantCulture, $"label_x{label}")).ToSequence();
}
