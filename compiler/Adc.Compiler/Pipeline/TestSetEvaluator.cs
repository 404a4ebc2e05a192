using System.Globalization;
using System.Runtime.ExceptionServices;
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
internal sealed class TestSetEvaluator(ModelConfig config, CompileRequest request, IEngines engines, IProgress<WorkStep>? progress, DiagnosticBag diagnostics,
    bool allowsPrograms = false, RecordedRows? recorded = null, bool builds = true, int? threads = null)
{
    // Enough for the batch simulator to be quick, and few enough for their tensors to fit into memory.
    private const int MostRowsAtOnce = 128;
    private const int MostBytesAtOnce = 1 << 26;

    // An emulated inference takes milliseconds to seconds; a clip that is begun is finished all the same.
    private const int MostBoardRows = 100;

    /// <returns>Null when there is no test data, or the diagnostics got an error.</returns>
    public TestResult? Run(PlannedModel plan, CancellationToken cancellation)
    {
        Graph graph = plan.Lowered.Graph;
        if (config.Data.TestData is not { } path || graph.Inputs.Count != 1)
        {
            return null;
        }

        using var board = new BoardOfRun();
        using TestSet? data = TestSet.Open("test_data", path, config, graph.TypeOf(graph.Inputs[0]), diagnostics, swaps: graph.SwapsHeightAndWidth);
        if (data is null
            || Select(data.Count) is not { Count: > 0 } rows
            || TaskJudge.For(config, data, rows, graph.TypeOf(graph.Outputs[0]), diagnostics) is not TaskJudge judge
            || Columns(plan, judge.Whole(Math.Min(MostBoardRows, rows.Count)), board, cancellation) is not { Count: > 0 } columns)
        {
            return null;
        }

        TaskJudge[] judges = [.. columns.Select(column => column.RowsOf(rows.Count) == rows.Count
            ? judge : TaskJudge.For(config, data, rows.Take(column.RowsOf(rows.Count)).ToSequence(), graph.TypeOf(graph.Outputs[0]), diagnostics)!)];

        using GoldenOutputs? golden = columns.Any(column => column.Column == ReferenceColumn.Int8)
            ? GoldenOutputs.Open(config, EvaluatedColumn.InFileOrder(graph, graph.TypeOf(graph.Outputs[0])), rows.Count, data.Count, diagnostics)
            : null;
        using ExternalEvaluator? own = ExternalEvaluator.Start(config, judge.Labels, allowsPrograms, diagnostics);
        if (diagnostics.HasErrors)
        {
            return null;
        }

        recorded?.Open(config, request.Name, rows.Count, columns);
        var run = new TestSetRun(
            data, rows, columns, [.. judges.Select(own => own.NewMeter())], new ColumnDifferences(columns, rows.Count), golden, recorded, own);
        if (!Measure(run, cancellation))
        {
            return null;
        }

        var result = new TestResult(
            data.Name, judge.Task, rows.Count, judge.Clips, judge.ClassNames, config.Anomaly.MaxFalsePositiveRate.Value,
            columns.Zip(judges, run.Meters).Select(part => new ColumnResult(
                part.First.Column, part.Third is null ? null : part.Second.Metrics(part.First.Column, part.Third), part.First.RowsOf(rows.Count))).ToSequence(),
            run.Differences.Results(rows), own?.Finish(diagnostics, cancellation) ?? []);
        golden?.Hold(config, rows, diagnostics);
        MetricGate.Hold(result, config, diagnostics);
        HoldBoard(result);
        return result;
    }

    // What the board computes is what its column before does, to the last bit.
    private void HoldBoard(TestResult result)
    {
        if (request.DeviceGate is null && result.Differences.FirstOrDefault(difference => difference.Actual == ReferenceColumn.Board) is { } difference
            && difference.Expected == (request.Accelerator is null ? ReferenceColumn.Int8 : ReferenceColumn.Mvp) && difference.MaxAbsLsb > 0)
        {
            diagnostics.Report(
                Catalogue.SelfTestFailed, config.Reference.Run!.Origin,
                string.Create(CultureInfo.InvariantCulture, $"the column board differs from {difference.Expected.ToString().ToLowerInvariant()} by up to {difference.MaxAbsLsb:0.#} steps; the first of the worst rows is {difference.Worst[0].Row}"));
        }
    }

    /// <param name="boardRows">Rows that the column board runs.</param>
    /// <param name="board">Keeps the board as long as its column is needed.</param>
    private List<EvaluatedColumn>? Columns(PlannedModel plan, int boardRows, BoardOfRun board, CancellationToken cancellation)
    {
        Setting<Sequence<ReferenceColumn>>? wanted = config.Reference.Run;
        bool Wants(ReferenceColumn column) => wanted?.Value.Contains(column) ?? true;
        bool Names(ReferenceColumn column) => wanted?.Value.Contains(column) ?? false;
        Graph graph = plan.Lowered.Graph;
        Rounding rounding = request.Lowering.Rounding;
        int atOnce = Threads;
        ComparedOutput? compared = ComparedOutput.Of(graph, graph.Outputs[0]);
        List<EvaluatedColumn> columns = [];
        if (config.Data.FloatModel is { } path && Wants(ReferenceColumn.Float))
        {
            if (FloatModel.Load(path, graph, engines.Evaluator(rounding), diagnostics) is not Graph real)
            {
                return null;
            }

            columns.Add(new(ReferenceColumn.Float, real, null, rows => OutputsOf(engines.Reference(real, rounding, rows, cancellation, threads: atOnce))));
        }
        else if (Names(ReferenceColumn.Float))
        {
            diagnostics.Report(Catalogue.MissingKey, wanted!.Origin, "the column 'float' of reference.run", "'float_model'");
            return null;
        }

        if (Wants(ReferenceColumn.Int8))
        {
            Graph both = compared is { Id: var id } ? graph with { Outputs = [graph.Outputs[0], id] } : graph;
            columns.Add(new(ReferenceColumn.Int8, graph, compared, rows => OutputsOf(engines.Reference(both, rounding, rows, cancellation, threads: atOnce))));
        }

        if (request.Accelerator is not null && Wants(ReferenceColumn.Mvp))
        {
            columns.Add(new(ReferenceColumn.Mvp, graph, compared, rows =>
                [.. engines.Accelerated(plan, request, rows, cancellation, threads: atOnce)
                    .Select(row => new RowOutput(row[graph.Outputs[0]], compared is { Id: var id } ? row[id] : null))]));
        }
        else if (Names(ReferenceColumn.Mvp))
        {
            diagnostics.Report(
                Catalogue.ConflictingKeys, wanted!.Origin, "the column 'mvp' of reference.run", "target.accelerator none", "nothing is compiled for the accelerator");
            return null;
        }

        if (!Names(ReferenceColumn.Board))
        {
            return columns;
        }

        if (!builds)
        {
            diagnostics.Report(Catalogue.NoEffect, wanted!.Origin, "the column 'board' of reference.run", "nothing is built (--no-build)");
            return columns;
        }

        progress?.Report("building the firmware for the test data");
        board.Column = BoardColumn.Start(plan, request, engines, diagnostics, cancellation);
        if (board.Column is not BoardColumn session)
        {
            return null;
        }

        bool comparesOutput = compared?.Id == graph.Outputs[0];
        columns.Add(new(
            ReferenceColumn.Board, graph, comparesOutput ? compared : compared is null ? null : compared with { Id = graph.Outputs[0] },
            rows => session.Run(rows, comparesOutput, cancellation), boardRows));
        return columns;
    }

    // Whoever chose the test vectors may have told about the selection already.
    private Sequence<int>? Select(int count)
    {
        var found = new DiagnosticBag();
        Sequence<int>? rows = config.Data.TestVectors.Value.Resolve(count, found);
        foreach (Diagnostic diagnostic in found.All.Where(diagnostic => !diagnostics.All.Contains(diagnostic)))
        {
            diagnostics.Add(diagnostic);
        }

        return rows;
    }

    private int Threads => threads ?? config.Reference.Threads?.Value ?? Environment.ProcessorCount;

    private bool Measure(TestSetRun run, CancellationToken cancellation)
    {
        int size = RowsAtOnce(run.Columns), count = run.Rows.Count;
        int pieces = run.Evaluator is null ? Threads : 1; // another program wants the rows in their order
        var report = new TestSetProgress(progress, count, TimeProvider.System);
        try
        {
            Parallel.For(0, (count + size - 1) / size, new ParallelOptions { MaxDegreeOfParallelism = pieces, CancellationToken = cancellation }, piece =>
            {
                run.Measure(piece * size, Math.Min(size, count - (piece * size)));
                report.Add(Math.Min(size, count - (piece * size)));
            });
            return true;
        }
        catch (AggregateException failures)
        {
            Exception first = failures.Flatten().InnerExceptions[0];
            if (first is BoardException board)
            {
                diagnostics.Add(board.ToDiagnostic());
                return false;
            }

            if (first is not NotSupportedException)
            {
                ExceptionDispatchInfo.Throw(first);
            }

            // An operator without a reference for its types, which the message names.
            diagnostics.Report(Catalogue.UnsupportedType, Origin.None, first.Message);
            return false;
        }
    }

    /// <summary>The board of one run, if its column is asked for.</summary>
    private sealed class BoardOfRun : IDisposable
    {
        public BoardColumn? Column { get; set; }

        public void Dispose() => Column?.Dispose();
    }

    private static int RowsAtOnce(IReadOnlyList<EvaluatedColumn> columns)
    {
        long bytes = columns.Max(column => column.Graph.Nodes.SelectMany(node => node.Outputs).Sum(id => (long)column.Graph.TypeOf(id).SizeInBytes));
        return (int)Math.Clamp(MostBytesAtOnce / Math.Max(1, bytes), 1, MostRowsAtOnce);
    }

    private static IReadOnlyList<RowOutput> OutputsOf(Sequence<Sequence<ConstantData>> rows) =>
        [.. rows.Select(outputs => new RowOutput(outputs[0], outputs.ElementAtOrDefault(1)))];
}
