using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Formats.Elf;
using Adc.Simulator.Board;
using Adc.Simulator.Mvp;
using Adc.Simulator.Reference;

namespace Adc.Simulator;

/// <summary>The simulators, as the pipeline asks for them.</summary>
public sealed class Engines : IEngines
{
    public string Identity => $"Adc.Simulator {typeof(Engines).Module.ModuleVersionId}, {UnicornLibrary.Problem ?? "with emulated board"}";

    public IEvaluator Evaluator(Rounding rounding) => new ReferenceEvaluator(rounding);

    public Sequence<Sequence<ConstantData>> Reference(
        Graph graph, Rounding rounding, Sequence<Sequence<ConstantData>> rows, CancellationToken cancellation, bool inSequence = false, int threads = -1)
    {
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(rounding));
        IReadOnlyList<TensorValue>[] inputs = [.. rows.Select(row => Typed(graph, row))];
        return (inSequence ? executor.RunSequence(inputs, cancellation) : executor.RunRows(inputs, threads, cancellation))
            .Select(outputs => outputs.Select(value => value.Data).ToSequence()).ToSequence();
    }

    public IEnumerable<IReadOnlyDictionary<TensorId, ConstantData>> ReferenceTensors(Graph graph, Rounding rounding, IEnumerable<Sequence<ConstantData>> rows)
    {
        var executor = new ReferenceExecutor(graph, new ReferenceEvaluator(rounding));
        return rows.Select(row => executor.RunAll(Typed(graph, row)).ToDictionary(entry => entry.Key, entry => entry.Value.Data));
    }

    public IMvpNumerics Numerics(AcceleratorRequest accelerator) => new MvpNumerics(Options(accelerator));

    public IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Accelerated(
        PlannedModel plan, CompileRequest request, Sequence<Sequence<ConstantData>> rows, CancellationToken cancellation, bool inSequence = false, int threads = -1)
    {
        var executor = new MvpModelExecutor(plan, request.Lowering.Rounding, Options(request.Accelerator ?? AcceleratorRequest.Default));
        return inSequence ? executor.RunSequence(rows, cancellation) : executor.RunAll(rows, cancellation, threads);
    }

    private static MvpSimulatorOptions Options(AcceleratorRequest accelerator) => new(
        accelerator.MacRoundsTwice ? MvpMultiplyAdd.RoundedTwice : MvpMultiplyAdd.Fused,
        accelerator.TiesAway ? MvpTies.AwayFromZero : MvpTies.ToEven);

    public IReadOnlyDictionary<int, long> ProgramCycles(PlannedModel plan, AcceleratorRequest accelerator) =>
        MvpProgramCycles.Of(plan, Options(accelerator) with { Timing = accelerator.Options.Timing });

    /// <summary>Why the emulated board cannot run here and what to install, or null when it can.</summary>
    public static string? WhyNoBoard() => UnicornLibrary.Problem;

    public IBoardSession? Board(ReadOnlyMemory<byte> image, BoardTimeLimit limit, DiagnosticBag diagnostics, CancellationToken cancellation) =>
        OnBoard(image, program => BoardSession.Start(program, limit), diagnostics);

    public string? Console(ReadOnlyMemory<byte> image, BoardTimeLimit limit, DiagnosticBag diagnostics, CancellationToken cancellation) =>
        OnBoard(image, program => BoardSession.ConsoleOf(program, limit), diagnostics);

    private static T? OnBoard<T>(ReadOnlyMemory<byte> image, Func<ElfImage, T> run, DiagnosticBag diagnostics)
        where T : class
    {
        if (UnicornLibrary.Problem is string missing)
        {
            diagnostics.Report(Catalogue.ToolNotFound, Origin.None, "libunicorn", missing);
            return null;
        }

        ElfReadResult elf = ElfReader.Read(image);
        if (elf.Image is not ElfImage program)
        {
            diagnostics.Report(Catalogue.BoardRunFailed, Origin.None, elf.Problem ?? "the image cannot be read");
            return null;
        }

        try
        {
            return run(program);
        }
        catch (BoardException exception)
        {
            diagnostics.Add(exception.ToDiagnostic());
            return null;
        }
    }

    private static IReadOnlyList<TensorValue> Typed(Graph graph, Sequence<ConstantData> row) =>
        [.. row.Select((value, index) => new TensorValue(graph.TypeOf(graph.Inputs[index]), value))];
}
