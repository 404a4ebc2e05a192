using Adc.Compiler.Diagnostics;
using Adc.Compiler.Ir;
using Adc.Compiler.Lowering.Mvp;
using Adc.Compiler.Memory;

namespace Adc.Compiler.Pipeline;

/// <summary>What the pipeline asks of the simulators. The command line hands an implementation in.</summary>
public interface IEngines
{
    /// <summary>Tells these simulators from any others: equal ones compute the same.</summary>
    string Identity { get; }

    /// <summary>Operator semantics under a rounding.</summary>
    IEvaluator Evaluator(Rounding rounding);

    /// <summary>Outputs of a graph by the reference, row by row.</summary>
    /// <param name="inSequence">The graph's states go from each row to the next; else each row is a first one.</param>
    /// <param name="threads">The greatest number of threads, or −1 for one per core; the result does not depend on it.</param>
    Sequence<Sequence<ConstantData>> Reference(
        Graph graph, Rounding rounding, Sequence<Sequence<ConstantData>> rows, CancellationToken cancellation, bool inSequence = false, int threads = -1);

    /// <summary>Every computed tensor of each row by the reference, as they are asked for.</summary>
    IEnumerable<IReadOnlyDictionary<TensorId, ConstantData>> ReferenceTensors(Graph graph, Rounding rounding, IEnumerable<Sequence<ConstantData>> rows);

    /// <summary>Runs single programs of the accelerator.</summary>
    IMvpNumerics Numerics(AcceleratorRequest accelerator);

    /// <summary>Every computed tensor of each row, with the model's programs on the simulated accelerator.</summary>
    /// <param name="inSequence">As for the reference.</param>
    /// <param name="threads">Likewise.</param>
    IReadOnlyList<IReadOnlyDictionary<TensorId, ConstantData>> Accelerated(
        PlannedModel plan, CompileRequest request, Sequence<Sequence<ConstantData>> rows, CancellationToken cancellation, bool inSequence = false, int threads = -1);

    /// <summary>Cycles of the accelerator's programs as the simulator counts them while it runs them, by layer.</summary>
    IReadOnlyDictionary<int, long> ProgramCycles(PlannedModel plan, AcceleratorRequest accelerator);

    /// <summary>Boots an image on the emulated board.</summary>
    /// <param name="image">The whole ELF file.</param>
    /// <param name="limit">For the boot, and for each call of a function.</param>
    /// <returns>Null, with a diagnostic, when the emulator is not installed or the image does not start.</returns>
    IBoardSession? Board(ReadOnlyMemory<byte> image, BoardTimeLimit limit, DiagnosticBag diagnostics, CancellationToken cancellation);

    /// <summary>Boots an image on the emulated board, waits until it has come to its verdict or sleeps, and lets it go.</summary>
    /// <returns>All that it printed; null with a diagnostic as above.</returns>
    string? Console(ReadOnlyMemory<byte> image, BoardTimeLimit limit, DiagnosticBag diagnostics, CancellationToken cancellation);
}

/// <summary>Firmware that waits for inferences, on the emulated board or on a real one.</summary>
public interface IRunSession : IDisposable
{
    /// <summary>Everything that the firmware printed.</summary>
    string Console { get; }

    /// <summary>Lets the image forget all inferences so far, if its model has a state.</summary>
    /// <exception cref="BoardException">The firmware faulted or returned an error status.</exception>
    void Reset();

    /// <summary>Runs one inference of the image.</summary>
    /// <exception cref="BoardException">The firmware faulted or returned an error status.</exception>
    Sequence<ConstantData> Invoke(Sequence<ConstantData> inputs);

    /// <summary>Runs one inference layer by layer and returns the arena after each.</summary>
    /// <param name="layers">Symbols of the layer functions.</param>
    /// <exception cref="BoardException">The firmware faulted or returned an error status.</exception>
    IReadOnlyList<byte[]> InvokeLayers(Sequence<ConstantData> inputs, IReadOnlyList<string> layers, int arenaSizeInBytes);
}

/// <summary>An image that has run its self-test on the emulated board and now waits.</summary>
public interface IBoardSession : IRunSession
{
    /// <summary>What the self-test left in RAM, for images without console; null when it did not come that far.</summary>
    SelfTestResult? Result => null;

    /// <summary>Counts one inference on the inputs of the first test vector.</summary>
    /// <param name="invoke">Symbol of the model's invoke function.</param>
    /// <param name="layers">Symbols of the layer functions.</param>
    /// <exception cref="BoardException">The firmware faulted or returned an error status.</exception>
    BoardMeasurement Measure(string invoke, IReadOnlyList<string> layers);
}

/// <summary>One inference, counted on the emulated core.</summary>
/// <param name="Instructions">Executed by the core from the call of the model's invoke function to its return.</param>
/// <param name="LayerInstructions">The same for each layer function, callees included.</param>
/// <param name="StackInBytes">Deepest stack below the caller's.</param>
public sealed record BoardMeasurement(long Instructions, IReadOnlyList<long> LayerInstructions, int StackInBytes)
{
    /// <summary>Of the core for the whole inference, by its cycle model; null where nobody has modelled them.</summary>
    public long? Cycles { get; init; }

    /// <summary>The same for each layer function.</summary>
    public IReadOnlyList<long>? LayerCycles { get; init; }
}

/// <summary>The firmware came to a bad end; the message says where.</summary>
public sealed class BoardException : Exception
{
    public BoardException()
    {
    }

    /// <param name="diagnostic">What users are told.</param>
    public BoardException(Diagnostic diagnostic)
        : base(diagnostic.Message) => Diagnostic = diagnostic;

    public BoardException(string message)
        : base(message)
    {
    }

    public BoardException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Null for what the emulated board says in words.</summary>
    public Diagnostic? Diagnostic { get; }

    public Diagnostic ToDiagnostic() => Diagnostic ?? Diagnostics.Diagnostic.Create(Catalogue.BoardRunFailed, Origin.None, Message);
}
