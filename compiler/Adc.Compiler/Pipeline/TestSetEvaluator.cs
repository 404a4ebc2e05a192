using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Adc.Compiler.Configuration;
using Adc.Compiler.Diagnostics;
using Adc.Compiler.Evaluation;
using Adc.Compiler.Evaluation.Data;
using Adc.Compiler.Evaluation.Metrics;
using Adc.Compiler.Ir;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>Runs the test data through the columns float, int8 and mvp, and judges each.</summary>
/// <remarks>Rows are read, run and forgotten in pieces; the result does not depend on how many threads there are.</remarks>
internal sealed class TestSetEvaluator(ModelConfig config, CompileRequest request, IEngines engines, IProgress<string>? progress, DiagnosticBag diagnostics)
{
    // Enough for the batch simulator to be quick, and few enough for their tensors to fit into memory.
    private const int MostRowsAtOnce = 128;
    private const int MostBytesAtOnce = 1 << 26;

    /// <returns>Null when there is no test data, or the diagnostics got an error.</returns>
    public TestResult? Run(PlannedModel plan, CancellationToken cancellation)
    {
        Graph graph = plan.Lowered.Graph;
        if (config.Data.TestData is not { } path || graph.Inputs.Count != 1)
        {
            return null;
        }

        using TestSet? data = TestSet.Open("test_data", path, config, graph.TypeOf(graph.Inputs[0]), diagnostics);
        if (data is null
            || config.Data.TestVectors.Value.Resolve(data.Count, new DiagnosticBag()) is not { Count: > 0 } rows
            || TaskJudge.For(config, data, rows, graph.TypeOf(graph.Outputs[0]), diagnostics) is not TaskJudge judge
            || Columns(plan, cancellation) is not { Count: > 0 } columns)
        {
            return null;
        }

        RowMeter?[] meters = [.. columns.Select(_ => judge.NewMeter())];
        if (!Measure(data, rows, columns, meters, cancellation))
        {
            return null;
        }

        var result = new TestResult(
            data.Name, judge.Task, rows.Count, judge.Clips, judge.ClassNames, config.Anomaly.MaxFalsePositiveRate.Value,
            columns.Zip(meters, (column, meter) => new ColumnResult(column.Column, meter is null ? null : judge.Metrics(column.Column, meter))).ToSequence());
        MetricGate.Hold(result, config, diagnostics);
        return result;
    }

    private List<EvaluatedColumn>? Columns(PlannedModel plan, CancellationToken cancellation)
    {
        Setting<Sequence<ReferenceColumn>>? wanted = config.Reference.Run;
        bool Wants(ReferenceColumn column) => wanted?.Value.Contains(column) ?? true;
        bool Names(ReferenceColumn column) => wanted?.Value.Contains(column) ?? false;
        Graph graph = plan.Lowered.Graph;
        Rounding rounding = request.Lowering.Rounding;
        int threads = Threads;
        List<EvaluatedColumn> columns = [];
        if (config.Data.FloatModel is { } path && Wants(ReferenceColumn.Float))
        {
            if (FloatModel.Load(path, graph, engines.Evaluator(rounding), diagnostics) is not Graph real)
            {
                return null;
            }

            columns.Add(new(ReferenceColumn.Float, real, rows => FirstOf(engines.Reference(real, rounding, rows, cancellation, threads: threads))));
        }
        else if (Names(ReferenceColumn.Float))
        {
            diagnostics.Report(Catalogue.MissingKey, wanted!.Origin, "the column 'float' of reference.run", "'float_model'");
            return null;
        }

        if (Wants(ReferenceColumn.Int8))
        {
            columns.Add(new(ReferenceColumn.Int8, graph, rows => FirstOf(engines.Reference(graph, rounding, rows, cancellation, threads: threads))));
        }

        if (request.Accelerator is not null && Wants(ReferenceColumn.Mvp))
        {
            columns.Add(new(ReferenceColumn.Mvp, graph, rows =>
                [.. engines.Accelerated(plan, request, rows, cancellation, threads: threads).Select(row => row[graph.Outputs[0]])]));
        }
        else if (Names(ReferenceColumn.Mvp))
        {
            diagnostics.Report(
                Catalogue.ConflictingKeys, wanted!.Origin, "the column 'mvp' of reference.run", "target.accelerator none", "nothing is compiled for the accelerator");
            return null;
        }

        return columns;
    }

    private int Threads => config.Reference.Threads?.Value ?? Environment.ProcessorCount;

    private bool Measure(TestSet data, Sequence<int> rows, IReadOnlyList<EvaluatedColumn> columns, RowMeter?[] meters, CancellationToken cancellation)
    {
        int size = RowsAtOnce(columns), done = 0;
        try
        {
            Parallel.For(0, (rows.Count + size - 1) / size, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, piece =>
            {
                int first = piece * size, count = Math.Min(size, rows.Count - first);
                MeasurePiece(data, [.. rows.Items.AsSpan(first, count)], first, columns, meters);
                int all = Interlocked.Add(ref done, count);
                progress?.Report(string.Create(CultureInfo.InvariantCulture, $"running the test data, {all:N0} of {rows.Count:N0} rows"));
            });
            return true;
        }
        catch (AggregateException failures)
        {
            Exception first = failures.Flatten().InnerExceptions[0];
            if (first is not NotSupportedException)
            {
                ExceptionDispatchInfo.Throw(first);
            }

            // An operator without a reference for its types, which the message names.
            diagnostics.Report(Catalogue.UnsupportedType, Origin.None, first.Message);
            return false;
        }
    }

    private static void MeasurePiece(TestSet data, int[] rows, int first, IReadOnlyList<EvaluatedColumn> columns, RowMeter?[] meters)
    {
        float[][] reals = Array.ConvertAll(rows, data.Reals);
        for (int index = 0; index < columns.Count; index++)
        {
            EvaluatedColumn column = columns[index];
            bool isFloat = column.Column == ReferenceColumn.Float;
            IReadOnlyList<ConstantData> outputs = column.Run(
                [.. rows.Select((row, place) => (Sequence<ConstantData>)[isFloat ? new ConstantData(MemoryMarshal.AsBytes<float>(reals[place]).ToArray()) : data.Row(row)])]);
            for (int place = 0; place < rows.Length; place++)
            {
                meters[index]?.Measure(first + place, reals[place], RealValues.OfTensor(outputs[place].Bytes.Span, column.Output));
            }
        }
    }

    private static int RowsAtOnce(IReadOnlyList<EvaluatedColumn> columns)
    {
        long bytes = columns.Max(column => column.Graph.Nodes.SelectMany(node => node.Outputs).Sum(id => (long)column.Graph.TypeOf(id).SizeInBytes));
        return (int)Math.Clamp(MostBytesAtOnce / Math.Max(1, bytes), 1, MostRowsAtOnce);
    }

    private static IReadOnlyList<ConstantData> FirstOf(Sequence<Sequence<ConstantData>> rows) => [.. rows.Select(outputs => outputs[0])];
}
