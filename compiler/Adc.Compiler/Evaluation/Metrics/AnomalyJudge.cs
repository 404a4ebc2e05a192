using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Scores rows by their reconstruction, clips by their rows, and columns by how scores tell anomalies apart.</summary>
internal sealed class AnomalyJudge : TaskJudge
{
    private readonly ModelConfig config;
    private readonly int rows;
    private readonly int[][] positions;

    private AnomalyJudge(ModelConfig config, int rows, int[][] positions, AnomalyClips clips)
    {
        this.config = config;
        this.rows = rows;
        this.positions = positions;
        Clips = clips;
    }

    public override ModelTask Task => ModelTask.Anomaly;

    public override AnomalyClips Clips { get; }

    public static TaskJudge? For(ModelConfig config, TestSet data, Sequence<int> rows, TestLabels? labels, DiagnosticBag diagnostics)
    {
        if (labels is { Classes: null })
        {
            return Refuse(config, ModelTask.Anomaly, diagnostics);
        }

        // Without labels a file of rows says nothing about clips, unless the configuration does.
        int rowsPerClip = labels?.RowsPerLabel ?? config.Anomaly.WindowsPerLabel?.Value ?? data.WindowsPerClip ?? 1;
        Sequence<string>? groups = ClipGroups.Read(config, data.Count / rowsPerClip, diagnostics);
        if (groups is null && config.Anomaly.Groups is not null)
        {
            return null;
        }

        IGrouping<int, int>[] byClip = [.. Enumerable.Range(0, rows.Count).GroupBy(position => rows[position] / rowsPerClip)];
        int[] numbers = [.. byClip.Select(clip => clip.Key)];
        var clips = new AnomalyClips(
            numbers.ToSequence(), labels?.Classes is { } classes ? numbers.Select(clip => classes[clip] != config.Anomaly.NormalLabel.Value).ToSequence() : null,
            groups is null ? null : numbers.Select(clip => groups[clip]).ToSequence());
        return new AnomalyJudge(config, rows.Count, [.. byClip.Select(clip => clip.ToArray())], clips);
    }

    public override int Whole(int rows) => positions.TakeWhile(clip => clip[0] < rows).Select(clip => clip.Max() + 1).Append(Math.Min(rows, this.rows)).Max();

    public override RowMeter NewMeter() => new WindowScores(config.Anomaly.Score.Value, rows);

    public override ColumnMetrics Metrics(ReferenceColumn column, RowMeter meter)
    {
        IReadOnlyList<double> windows = ((WindowScores)meter).Scores;
        Sequence<double> scores = positions
            .Select(clip => ClipScores.Reduce(config.Anomaly.Reduce.Value, Array.ConvertAll(clip, position => windows[position]))).ToSequence();
        return AnomalyMetrics.Of(scores, Clips, ThresholdOf(column), config.Anomaly.MaxFalsePositiveRate.Value);
    }

    // A rule that somebody wrote holds for all columns; else Axon's thresholds do, where they are given.
    private ScoreThreshold ThresholdOf(ReferenceColumn column)
    {
        Setting<double>? own = column == ReferenceColumn.Float ? config.Features.FloatThreshold : config.Features.TfliteThreshold;
        Setting<ScoreThreshold> rule = config.Anomaly.Threshold;
        return rule.IsDefault && own is not null ? new ScoreThreshold(ThresholdRule.Fixed, own.Value) : rule.Value;
    }
}
