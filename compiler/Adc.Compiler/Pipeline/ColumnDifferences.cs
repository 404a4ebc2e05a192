using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>Measures each column against the one before: int8 against float, mvp against int8.</summary>
internal sealed class ColumnDifferences
{
    private readonly IReadOnlyList<EvaluatedColumn> columns;
    private readonly DifferenceMeter?[] meters;

    public ColumnDifferences(IReadOnlyList<EvaluatedColumn> columns, int rows)
    {
        this.columns = columns;
        meters = [.. columns.Select((column, index) => index > 0 && StepsOf(column) is not null ? new DifferenceMeter(Math.Min(column.RowsOf(rows), columns[index - 1].RowsOf(rows))) : null)];
    }

    /// <param name="outputs">Of one row, by column; null where a column does not run it.</param>
    public void Measure(int position, RowOutput?[] outputs)
    {
        for (int index = 1; index < columns.Count; index++)
        {
            if (meters[index] is not DifferenceMeter meter || StepsOf(columns[index]) is not Quantization steps)
            {
                continue;
            }

            if (outputs[index - 1] is not RowOutput before || outputs[index] is not RowOutput after)
            {
                continue;
            }

            if (columns[index - 1].Column != ReferenceColumn.Float && before.Compared is not null && after.Compared is not null)
            {
                meter.Measure(position, columns[index - 1].Compared!.InSteps(before.Compared), columns[index].Compared!.InSteps(after.Compared), columns[index].Compared!.Steps.ZeroPoint);
            }
            else
            {
                meter.Measure(
                    position, ComparedOutput.InSteps(before.Output, columns[index - 1].Output, steps), ComparedOutput.InSteps(after.Output, columns[index].Output, steps), steps.ZeroPoint);
            }
        }
    }

    public Sequence<OutputDifference> Results(Sequence<int> numbers) => meters
        .Select((meter, index) => meter?.Result(columns[index - 1].Column, columns[index].Column, numbers)).OfType<OutputDifference>().ToSequence();

    /// <summary>Quantization of the output, or of the tensor that becomes a float output; null for other models.</summary>
    private static Quantization? StepsOf(EvaluatedColumn column) => column.Output is { Element: ElementType.Int8, Quantization: { } own } ? own
        : column.Compared?.Steps;
}
