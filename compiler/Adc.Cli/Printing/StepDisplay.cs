using Adc.Compiler.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Adc.Cli.Printing;

/// <summary>Shows on a terminal what is being done: a line for the step, and a bar for each that is counted. Nothing of it stays.</summary>
internal static class StepDisplay
{
    public static T Show<T>(IAnsiConsole console, string title, Func<IProgress<WorkStep>, T> work) =>
        console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new Counted(new ProgressBarColumn()), new Counted(new PercentageColumn()),
                new Counted(new ElapsedTimeColumn()), new Counted(new LeftColumn()))
            .Start(context => work(new Lines(context, title)));

    /// <summary>Several threads may report at a time.</summary>
    private sealed class Lines(ProgressContext context, string title) : IProgress<WorkStep>
    {
        private readonly Lock gate = new();
        private readonly ProgressTask step = Uncounted(context, title);
        private readonly Dictionary<string, ProgressTask> bars = [];

        public void Report(WorkStep value)
        {
            lock (gate)
            {
                step.Description = Markup.Escape(value.IsCounted ? title : $"{title}: {value.Text}");
                if (value.IsCounted)
                {
                    Move(value);
                }
            }
        }

        private void Move(WorkStep value)
        {
            if (!bars.TryGetValue(value.Text, out ProgressTask? bar))
            {
                bar = bars[value.Text] = context.AddTask(Markup.Escape(value.Text), maxValue: value.Total);
            }

            LeftColumn.Set(bar, value.Left);
            bar.Value = value.Done;
            if (value.Done == value.Total)
            {
                bar.StopTask();
                bars.Remove(value.Text); // the next model may have the same step
            }
        }

        private static ProgressTask Uncounted(ProgressContext context, string title)
        {
            ProgressTask task = context.AddTask(Markup.Escape(title));
            task.IsIndeterminate = true;
            return task;
        }
    }

    /// <summary>A column that only steps have that are counted.</summary>
    private sealed class Counted(ProgressColumn column) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.IsIndeterminate ? Text.Empty : column.Render(options, task, deltaTime);
    }

    /// <summary>The time that is left, as the step itself estimates it.</summary>
    private sealed class LeftColumn : ProgressColumn
    {
        private const string Seconds = "seconds left";

        public static void Set(ProgressTask task, TimeSpan? left) => task.State.Update<double>(Seconds, _ => left?.TotalSeconds ?? -1);

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.State.Get<double>(Seconds) is >= 0 and double seconds ? new Text(RemainingTime.Text(TimeSpan.FromSeconds(seconds))) : Text.Empty;
    }
}
