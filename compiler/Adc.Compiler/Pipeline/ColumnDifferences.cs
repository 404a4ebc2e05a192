using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Data;
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
        meters = [.. columns.Select((column, index) => index > 0 && StepsOf(column) is not null ? new DifferenceMeter(rows) : null)];
    }

    /// <param name="outputs">Of one row, by column.</param>
    public void Measure(int position, RowOutput[] outputs)
    {
        for (int index = 1; index < columns.Count; index++)
        {
            if (meters[index] is not DifferenceMeter meter || StepsOf(columns[index]) is not Quantization steps)
            {
                continue;
            }

            RowOutput before = outputs[index - 1], after = outputs[index];
            if (columns[index - 1].Column != ReferenceColumn.Float && before.Compared is not null && after.Compared is not null)
            {
                meter.Measure(position, Quantized(before.Compared), Quantized(after.Compared), columns[index].Graph.TypeOf(columns[index].Compared!.Value).Quantization!.ZeroPoint);
            }
            else
            {
                meter.Measure(position, InSteps(before.Output, columns[index - 1].Output, steps), InSteps(after.Output, columns[index].Output, steps), steps.ZeroPoint);
            }
        }
    }

    public Sequence<OutputDifference> Results(Sequence<int> numbers) => meters
        .Select((meter, index) => meter?.Result(columns[index - 1].Column, columns[index].Column, numbers)).OfType<OutputDifference>().ToSequence();

    /// <summary>Quantization of the output, or of the tensor that becomes a float output; null for other models.</summary>
    private static Quantization? StepsOf(EvaluatedColumn column) => column.Output is { Element: ElementType.Int8, Quantization: { } own } ? own
        : column.Compared is TensorId compared ? column.Graph.TypeOf(compared).Quantization
        : null;

    private static double[] Quantized(ConstantData data) => Array.ConvertAll(data.ToArray<sbyte>(), value => (double)value);

    private static double[] InSteps(ConstantData data, TensorType type, Quantization steps) =>
        Array.ConvertAll(RealValues.OfTensor(data.Bytes.Span, type), real => (real / (double)steps.Scale) + steps.ZeroPoint);
}
