using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;
using Adc.Compiler.Pipeline;
using Adc.Simulator;

namespace Adc.Tests.Pipeline;

/// <summary>The real simulators, but for a board that a test makes up.</summary>
internal sealed class StandInEngines(IBoardSession? board) : IEngines
{
    private readonly Engines real = new();

    public string Identity => $"{real.Identity}, {board}";

    public IEvaluator Evaluator(Rounding rounding) => real.Evaluator(rounding);

    public Sequence<Sequence<ConstantData>> Reference(
        Graph graph, Rounding rounding, Sequence<Sequence<ConstantData>> rows, CancellationToken cancellation, bool inSequence = false, int threads = -1) =>
        real.Reference(graph, rounding, rows, cancellation, inSequence, threads);

    public IEnumerable<IReadOnlyDictionary<TensorId, ConstantData>> ReferenceTensors(Graph graph, Rounding rounding, IEnumerable<Sequence<ConstantData>> rows) =>
        real.ReferenceTensors(graph, rounding, rows);

    public IMvpNumerics Numerics(AcceleratorRequest accelerator) => real.Numerics(accelerator);

    public IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Accelerated(
        PlannedModel plan, CompileRequest request, Sequence<Sequence<ConstantData>> rows, CancellationToken cancellation, bool inSequence = false, int threads = -1) =>
        real.Accelerated(plan, request, rows, cancellation, inSequence, threads);

    public IReadOnlyDictionary<int, long> ProgramCycles(PlannedModel plan, AcceleratorRequest accelerator) => real.ProgramCycles(plan, accelerator);

    public IBoardSession? Board(ReadOnlyMemory<byte> image, BoardTimeLimit limit, DiagnosticBag diagnostics, CancellationToken cancellation) => board;

    public string? Console(ReadOnlyMemory<byte> image, BoardTimeLimit limit, DiagnosticBag diagnostics, CancellationToken cancellation) => board?.Console;
}

/// <summary>A board that says what it is told to say, and then faults.</summary>
internal sealed class FaultingBoard(string console) : IBoardSession
{
    public string Console => console;

    public bool IsDisposed { get; private set; }

    public void Reset()
    {
    }

    public Sequence<ConstantData> Invoke(Sequence<ConstantData> inputs) => throw new BoardException("bus fault at 0x1234");

    public IReadOnlyList<byte[]> InvokeLayers(Sequence<ConstantData> inputs, IReadOnlyList<string> layers, int arenaSizeInBytes) =>
        throw new BoardException("bus fault at 0x1234");

    public BoardMeasurement Measure(string invoke, IReadOnlyList<string> layers) => throw new BoardException($"bus fault in {invoke} of {layers.Count} layers");

    public void Dispose() => IsDisposed = true;
}

/// <summary>A board on which everything is right, and one inference takes so much stack.</summary>
internal sealed class DeepBoard(int stackInBytes) : IBoardSession
{
    public string Console => "adc verdict PASS 4/4\n";

    public void Reset()
    {
    }

    public Sequence<ConstantData> Invoke(Sequence<ConstantData> inputs) => [];

    public IReadOnlyList<byte[]> InvokeLayers(Sequence<ConstantData> inputs, IReadOnlyList<string> layers, int arenaSizeInBytes) => [];

    public BoardMeasurement Measure(string invoke, IReadOnlyList<string> layers) => new(1, [.. layers.Select(_ => 1L)], stackInBytes);

    public void Dispose()
    {
    }
}
