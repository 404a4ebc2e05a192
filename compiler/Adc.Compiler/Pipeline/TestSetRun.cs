using System.Runtime.InteropServices;
using Adc.Compiler.Configuration;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;

namespace Adc.Compiler.Pipeline;

/// <summary>What runs, and who looks at the outputs.</summary>
/// <param name="Rows">Places in the data.</param>
/// <param name="Meters">One for each column; null for tasks that measure nothing.</param>
/// <param name="Golden">Outputs that the int8 column must have, or null.</param>
/// <param name="Evaluator">The user's own program, which wants the rows in their order; or null.</param>
/// <param name="Recorded">Where inputs and outputs are kept, or null.</param>
internal sealed record TestSetRun(
    TestSet Data, Sequence<int> Rows, IReadOnlyList<EvaluatedColumn> Columns, IReadOnlyList<RowMeter?> Meters, ColumnDifferences Differences, GoldenOutputs? Golden,
    RecordedRows? Recorded, ExternalEvaluator? Evaluator)
{
    /// <summary>Runs consecutive rows through all columns. Different pieces may run at a time.</summary>
    public void Measure(int first, int count)
    {
        int[] rows = [.. Rows.Items.AsSpan(first, count)];
        float[][] reals = Array.ConvertAll(rows, Data.Reals);
        Sequence<Sequence<ConstantData>> inputs = [.. rows.Select(row => (Sequence<ConstantData>)[Data.Row(row)])];
        var outputs = new RowOutput?[count][];
        for (int place = 0; place < count; place++)
        {
            outputs[place] = new RowOutput?[Columns.Count];
            Recorded?.Input(first + place, inputs[place][0]);
        }

        for (int index = 0; index < Columns.Count; index++)
        {
            EvaluatedColumn column = Columns[index];
            int own = Math.Clamp(column.RowsOf(Rows.Count) - first, 0, count);
            if (own == 0)
            {
                continue;
            }

            IReadOnlyList<RowOutput> found = column.Run(column.Column == ReferenceColumn.Float
                ? [.. reals.Select(row => (Sequence<ConstantData>)[new ConstantData(MemoryMarshal.AsBytes<float>(row).ToArray())])]
                : inputs.Take(own).ToSequence());
            for (int place = 0; place < own; place++)
            {
                Recorded?.Output(column.Column, first + place, found[place].Output);
                RowOutput output = outputs[place][index] = column.InFileOrder(found[place]);
                Meters[index]?.Measure(first + place, reals[place], RealValues.OfTensor(output.Output.Bytes.Span, column.Output));
                if (column.Column == ReferenceColumn.Int8)
                {
                    Golden?.Measure(first + place, rows[place], output.Output);
                }
            }
        }

        for (int place = 0; place < count; place++)
        {
            Differences.Measure(first + place, outputs[place]);
            Evaluator?.Tell(rows[place], Columns, outputs[place]);
        }
    }
}
