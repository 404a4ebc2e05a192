using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Evaluation.Metrics;

/// <summary>Judges columns by what the model is for.</summary>
internal abstract class TaskJudge
{
    public abstract ModelTask Task { get; }

    /// <summary>The labels as they were read; null without any.</summary>
    public TestLabels? Labels { get; private set; }

    /// <summary>The clips that are judged; null when rows are.</summary>
    public virtual AnomalyClips? Clips => null;

    public virtual Sequence<string> ClassNames => [];

    /// <summary>At least so many rows from the first one on, of which none is torn from others that it is judged with.</summary>
    public virtual int Whole(int rows) => rows;

    /// <summary>What measures the rows of a column; null when nothing is measured.</summary>
    public abstract RowMeter? NewMeter();

    /// <summary>The verdict on a column whose rows the meter has seen.</summary>
    public abstract ColumnMetrics? Metrics(ReferenceColumn column, RowMeter meter);

    /// <summary>The judge for the task that the configuration names or shows, with the labels read.</summary>
    /// <param name="rows">Rows that run, by their place in the data.</param>
    /// <param name="output">The model's output.</param>
    /// <returns>Null when <paramref name="diagnostics"/> got an error.</returns>
    public static TaskJudge? For(ModelConfig config, TestSet data, Sequence<int> rows, TensorType output, DiagnosticBag diagnostics)
    {
        int outputs = output.Shape.ElementCount;
        Setting<ModelTask> task = config.Task.TaskFor(output.Shape == data.Input.Shape ? outputs : 0);
        if (task.Value == ModelTask.Anomaly && outputs != data.Input.Shape.ElementCount)
        {
            diagnostics.Report(
                Catalogue.ConflictingKeys, task.Origin, "task anomaly", "the model",
                $"the score is the distance of the output from the input, but the output is {output.Shape} and the input {data.Input.Shape}");
            return null;
        }

        TestLabels? labels = TestLabelsReader.Read(config, data, task.Value, outputs, diagnostics);
        if (labels is null && config.Data.TestLabels is not null)
        {
            return null;
        }

        TaskJudge? judge = labels?.Format == LabelFormat.Custom ? new NoJudge() : task.Value switch
        {
            ModelTask.Anomaly => AnomalyJudge.For(config, data, rows, labels, diagnostics),
            ModelTask.Classification when labels is not null => ClassificationJudge.For(config, rows, labels, outputs, diagnostics),
            ModelTask.Regression when labels is not null => RegressionJudge.For(config, rows, labels, outputs, diagnostics),
            _ => new NoJudge(),
        };
        if (judge is not null)
        {
            judge.Labels = labels;
        }

        return judge;
    }

    /// <summary>Reports labels in a format that the task cannot use.</summary>
    protected static TaskJudge? Refuse(ModelConfig config, ModelTask task, DiagnosticBag diagnostics)
    {
        diagnostics.Report(
            Catalogue.ConflictingKeys, config.Data.TestLabels!.Origin, "test_labels", $"task {task.ToString().ToLowerInvariant()}",
            "labels of this format do not serve the task; set 'task' or 'test_labels_format'");
        return null;
    }

    private sealed class NoJudge : TaskJudge
    {
        public override ModelTask Task => ModelTask.None;

        public override RowMeter? NewMeter() => null;

        public override ColumnMetrics? Metrics(ReferenceColumn column, RowMeter meter) => null;
    }
}
